#!/bin/bash
# Follows the documentation as a new user does. Creates a fresh project from the installed library and the documented
# snippets, builds it, runs it, kills it while it works, and runs it again.
#
#   new-user.sh [BOOT-VERSION…]
set -euo pipefail
source "$(dirname "$0")/library.sh"
source "$(dirname "$0")/kit.sh"
[ $# -gt 0 ] || set -- 3.5.16 4.1.1

# Creates a project for a version of Boot from the snippets of all documents.
paste_snippets() {
    local version=$1 project=$2 mapper=spring-boot-starter-jackson document name
    case $version in 3.*) mapper=spring-boot-starter-json ;; esac
    for document in "$ROOT/docs/spring-boot.md" "$ROOT/README.md"; do
        [ -f "$document" ] || continue
        for name in $(snippets "$document"); do
            mkdir -p "$(dirname "$project/$name")"
            snippet "$document" "$name" > "$project/$name"
        done
    done
    dependencies org.springframework.boot "$mapper" | write_pom "$project" signals "$version"
}

# Checks that a project without Boot's dependency management gets only this version of Boot and its version of Spring.
# The project lists the starter first on Boot 3.5, so that Maven prefers the starter's version of Boot. On Boot 4 the
# project must list Boot first.
resolve_without_management() {
    local version=$1 project=$2 mapper=$3 spring=$4 first last
    first=$(cat "$WORK/signals-$version/dependency.xml")
    last="<dependency>
      <groupId>org.springframework.boot</groupId>
      <artifactId>$mapper</artifactId>
      <version>$version</version>
    </dependency>"
    case $version in 4.*) local swapped=$first; first=$last; last=$swapped ;; esac
    mkdir "$project"
    cat > "$project/pom.xml" << XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>unmanaged</artifactId>
  <version>1</version>
  <dependencies>
    $first
    $last
  </dependencies>
</project>
XML
    (cd "$project" && maven dependency:copy-dependencies -DoutputDirectory=lib)
    expect "$version" "$(versions "$project"/lib/spring-boot*.jar)"
    expect "$spring" "$(versions "$project"/lib/spring-{core,beans,context}-*.jar | cut -d . -f 1,2)"
}

# Prints the versions of these jars, each one once.
versions() {
    printf '%s\n' "$@" | sed -n 's/.*-\([0-9][0-9.]*\)\.jar$/\1/p' | sort -u
}

# Waits until a file contains a line.
await() {
    for _ in {1..300}; do
        if grep -qxF "$2" "$1"; then return; fi
        sleep 0.1
    done
    fail "$(cat "$1")" "no line: $2"
}

run_killed_and_again() {
    local project=$1 signals application
    cd "$project"
    mkfifo signals
    java -jar target/signals-1.jar < signals > first.log 2>&1 &
    application=$!
    exec {signals}> signals
    printf 'a\nb\na\n' >&"$signals"
    await first.log "ignored a"
    if java -jar target/signals-1.jar < /dev/null > twice.log 2>&1; then
        fail "a second process has started with the same state directory"
    fi
    grep -qF "The directory is in use by the process with the ID $application." twice.log || fail "$(cat twice.log)"
    kill -9 "$application"
    wait "$application" 2> /dev/null || true
    exec {signals}>&-

    printf 'a\nb\nc\n' | java -jar target/signals-1.jar > second.log 2>&1
    expect "handled a handled b ignored a" "$(grep -E '^(handled|ignored) ' first.log | paste -sd ' ')"
    expect "ignored a ignored b handled c" "$(grep -E '^(handled|ignored) ' second.log | paste -sd ' ')"
    expect ".atomic-write.lock seen-signals.json" "$(ls -A data | sort | paste -sd ' ')"
    expect 640 "$(stat -c %a data/seen-signals.json)"
}

refuse_a_number() {
    cd "$1"
    if java -jar target/signals-1.jar --spring.config.location=file:bad.yml < /dev/null > bad.log 2>&1; then
        fail "the application accepted a number as a mode"
    fi
    grep -qF "The property atomic-write.mode, set at URL [file:bad.yml] - 2:9, is 416." bad.log || fail "$(cat bad.log)"
}

install_library
for version in "$@"; do
    project=$WORK/signals-$version
    mkdir "$project"
    paste_snippets "$version" "$project"
    printf 'atomic-write:\n  mode: 0640\n' > "$project/bad.yml"
    (cd "$project" && maven package)
    (run_killed_and_again "$project")
    (refuse_a_number "$project")
    case $version in
        3.*) resolve_without_management "$version" "$WORK/unmanaged-$version" spring-boot-starter-json 6.2 ;;
        *) resolve_without_management "$version" "$WORK/unmanaged-$version" spring-boot-starter-jackson 7.0 ;;
    esac
    use_kit "$version" "$WORK/kit-$version"
    echo "Spring Boot $version: the documented project builds, runs, survives kill -9, and is tested with the kit"
done
