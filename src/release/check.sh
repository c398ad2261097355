#!/bin/bash
# Makes a release as CONTRIBUTING.md describes it, up to the upload, with a key that is made for this run. Checks that
# the build stops when something is missing, that the bundle is complete, that a second build makes the same bytes, that
# new projects can use the bundle, and that an incompatible change is found.
#
#   check.sh [BOOT-VERSION…]
#
# Uses JAVA_HOME if that is JDK 22 or newer, else the newest JDK below /usr/lib/jvm; and Maven of the path if that is
# 3.9.2 or newer, else a version that it downloads. The new projects are built by the JDK and Maven of the path.
set -euo pipefail
source "$(dirname "$0")/../../atomic-write-spring-boot-starter/src/test/sh/library.sh"
[ $# -gt 0 ] || set -- 3.5.16 4.1.1
command -v gpg > /dev/null || fail "gpg is missing: install the package gnupg"
cd "$ROOT"
umask 022 # the jars hold the modes of new files

# Prints the feature version of a JDK, or 0.
version_of() {
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2> /dev/null || true)
    echo "${version:-0}"
}

newest_jdk() {
    local home
    for home in /usr/lib/jvm/*; do
        [ ! -x "$home/bin/javac" ] || echo "$(version_of "$home") $home"
    done | sort -n | tail -n 1 | cut -d ' ' -f 2
}

jdk=${JAVA_HOME:-}
[ "$(version_of "$jdk")" -ge 22 ] || jdk=$(newest_jdk)
[ "$(version_of "$jdk")" -ge 22 ] || fail "no JDK 22 or newer: set JAVA_HOME"
unset JAVA_HOME

VERSION=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' pom.xml)
RELEASE=${VERSION%-SNAPSHOT}
PUBLISHED=atomic-write-bom,atomic-write-core,atomic-write-spring-boot-starter,atomic-write-test
OWNER=(
    -Drelease.url=https://example.org/atomic-write
    -Drelease.scm=https://example.org/atomic-write.git
    -Drelease.developer.id=example
    "-Drelease.developer.name=Example Developer"
    -Drelease.developer.email=developer@example.org
    -Drelease.key=developer@example.org
)
LOCAL=(-Dmaven.repo.local="${MAVEN_REPOSITORY:-$HOME/.m2/repository}")
export GNUPGHOME=$WORK/gpg
trap 'gpgconf --kill all; rm -rf "$WORK"' EXIT

# Sets the variable maven.
find_maven() {
    local version
    maven=mvn
    version=$(mvn -v | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')
    if [ "$(printf '%s\n' 3.9.2 "$version" | sort -V | head -n 1)" != 3.9.2 ]; then
        mvn -q -B -ntp "${LOCAL[@]}" dependency:copy -DoutputDirectory="$WORK" \
            -Dartifact=org.apache.maven:apache-maven:3.9.11:tar.gz:bin > "$WORK/maven.log" 2>&1 \
            || fail "$(cat "$WORK/maven.log")" "Maven 3.9.11 can't be downloaded"
        tar -xz -C "$WORK" -f "$WORK/apache-maven-3.9.11-bin.tar.gz"
        maven=$WORK/apache-maven-3.9.11/bin/mvn
    fi
}

# Runs Maven with the release profile and the local repository, in which nothing is installed.
release() {
    JAVA_HOME=$jdk "$maven" -q -B -ntp -Dstyle.color=never "${LOCAL[@]}" \
        -Dmaven.install.skip -Dmaven.test.skip -Dspotless.check.skip -DskipUpload -Prelease "$@"
}

# Copies the sources with the version of the release to a new directory.
prepare() {
    copy_sources "$1"
    find "$1" -name pom.xml -exec sed -i "s|<version>$VERSION</version>|<version>$RELEASE</version>|" {} +
}

# Checks that a command fails and prints all of these lines: expect_refusal LINE… -- COMMAND
expect_refusal() {
    local lines=() line
    while [ "$1" != -- ]; do
        lines+=("$1")
        shift
    done
    shift
    if "$@" > "$WORK/refusal" 2>&1; then
        fail "$(cat "$WORK/refusal")" "not refused: ${lines[*]}"
    fi
    for line in "${lines[@]}"; do
        grep -qF -- "$line" "$WORK/refusal" || fail "$(cat "$WORK/refusal")" "the reason is missing: $line"
    done
}

stop_when_something_is_missing() {
    local default
    expect_refusal "release.url" "release.scm" "release.developer.id" "release.developer.name" \
        "release.developer.email" "release.key" -- env JAVA_HOME="$jdk" "$maven" -B -N -Prelease validate
    default=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
    if [ "$(version_of "$default")" -lt 22 ]; then
        expect_refusal "JDK 22 or newer" -- "$maven" -B -N -Prelease "${OWNER[@]}" validate
    fi
    echo "a release stops when the owner's properties are missing, or the JDK is too old"
}

make_key() {
    mkdir -m 700 "$GNUPGHOME"
    gpg --batch --quiet --passphrase '' \
        --quick-generate-key 'Example Developer <developer@example.org>' ed25519 sign 1d \
        2> "$WORK/gpg.log" || fail "$(cat "$WORK/gpg.log")"
}

make_bundle() {
    local bundle=$WORK/first/target/central-publishing/central-bundle.zip fault
    prepare "$WORK/first"
    (cd "$WORK/first" && release "${OWNER[@]}" deploy) > "$WORK/first.log" 2>&1 \
        || fail "$(cat "$WORK/first.log")" "the release can't be built"
    if grep -F '[WARN' "$WORK/first.log"; then fail "the release is built with warnings"; fi
    JAVA_HOME=$jdk src/release/verify-bundle.sh "$bundle" "$RELEASE"
    mkdir "$WORK/bundle"
    (cd "$WORK/bundle" && "$jdk/bin/jar" --extract --file "$bundle")
    for fault in "is missing" "no signature" "no sha1, or a wrong one" "bad signature" "no scm/url" \
        "depends on a snapshot" "is not published" "no META-INF/NOTICE, or another one"; do
        find_fault "$fault"
    done
    echo "faults in the bundle are found"
}

# Breaks a copy of the bundle in one way, and checks that the fault is found.
find_fault() {
    local broken=$WORK/broken core
    rm -rf "$broken"
    cp -a "$WORK/bundle" "$broken"
    core=$broken/io/github/atomicwrite/atomic-write-core/$RELEASE/atomic-write-core-$RELEASE
    case $1 in
        "is missing") rm "$core"-javadoc.jar* ;;
        "no signature") rm "$core-sources.jar.asc" ;;
        "no sha1"*) echo 0 > "$core.jar.sha1" ;;
        "bad signature") echo >> "$core.pom" ;;
        "no scm/url") sed -i '/<scm>/,/<\/scm>/{/<url>/d}' "$core.pom" ;;
        "depends on a snapshot") sed -i 's|</project>|<!-- 1-SNAPSHOT --></project>|' "$core.pom" ;;
        "is not published") cp -r "${core%/*/*}" "$broken/io/github/atomicwrite/sample-app" ;;
        "no META-INF/NOTICE"*)
            mkdir "$broken/META-INF"
            echo another > "$broken/META-INF/NOTICE"
            "$jdk/bin/jar" --update --file "$core.jar" -C "$broken" META-INF/NOTICE
            ;;
        *) fail "unknown fault: $1" ;;
    esac
    expect_refusal "$1" -- "$jdk/bin/java" -cp "$WORK/verifier" VerifyBundle "$broken" "$RELEASE"
}

# Builds the same release at another place, in another time zone and language.
build_again() {
    local second=$WORK/a/longer/path file
    prepare "$second"
    (
        cd "$second"
        export TZ=Asia/Kathmandu LC_ALL=C
        release "${OWNER[@]}" -Dgpg.skip -pl "$PUBLISHED" -am \
            -Duser.language=de deploy
    ) > "$WORK/second.log" 2>&1 || fail "$(cat "$WORK/second.log")" "the release can't be built again"
    mkdir "$WORK/again"
    (cd "$WORK/again" && "$jdk/bin/jar" --extract --file "$second/target/central-publishing/central-bundle.zip")
    diff <(digests "$WORK/bundle") <(digests "$WORK/again") || fail "the second build makes other files"
    echo "a second build makes the same $(digests "$WORK/bundle" | wc -l) files"
}

# Prints the digests of the files in a bundle, without the signatures, which are different each time.
digests() {
    (cd "$1" && find . -type f ! -name '*.asc*' -exec sha256sum {} + | sort -k 2)
}

# Creates a project that imports the BOM from the bundle, builds it with a local repository that is empty, and runs it.
use_bundle() {
    local version=$1 project=$WORK/project-$1
    mkdir -p "$project/src/main/java/example"
    boot_pom project "$version" > "$project/pom.xml" << XML
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>io.github.atomicwrite</groupId>
        <artifactId>atomic-write-bom</artifactId>
        <version>$RELEASE</version>
        <type>pom</type>
        <scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency>
      <groupId>io.github.atomicwrite</groupId>
      <artifactId>atomic-write-spring-boot-starter</artifactId>
    </dependency>
    <dependency>
      <groupId>io.github.atomicwrite</groupId>
      <artifactId>atomic-write-test</artifactId>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <repositories>
    <repository>
      <id>bundle</id>
      <url>file://$WORK/bundle</url>
    </repository>
  </repositories>
XML
    cat > "$project/src/main/java/example/Application.java" << 'JAVA'
package example;

import io.github.atomicwrite.AtomicFileWriter;
import java.nio.file.Path;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false)
public class Application {
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments).close();
    }

    @Bean
    CommandLineRunner write(AtomicFileWriter writer) {
        return arguments -> writer.writeString(Path.of("written"), arguments[0]);
    }
}
JAVA
    (
        cd "$project"
        REPOSITORY=$WORK/empty
        maven -ntp -Dmaven.test.skip package
        cmp "$WORK/empty/io/github/atomicwrite/atomic-write-core/$RELEASE/atomic-write-core-$RELEASE.jar" \
            "$WORK/bundle/io/github/atomicwrite/atomic-write-core/$RELEASE/atomic-write-core-$RELEASE.jar"
        for java in java "$jdk/bin/java"; do
            "$java" -jar target/project-1.jar "$java" > run.log 2>&1 || fail "$(cat run.log)"
            [ "$(cat written)" = "$java" ] || fail "$(cat run.log)" "the file is not written"
        done
    )
    echo "Spring Boot $version: a new project uses the bundle"
}

# Compares the core with a baseline that has one class more than it, and with itself.
find_incompatible_change() {
    local core=$WORK/bundle/io/github/atomicwrite/atomic-write-core/$RELEASE/atomic-write-core-$RELEASE.jar
    local baseline=$WORK/baseline
    mkdir -p "$baseline/classes"
    echo 'package io.github.atomicwrite; public class Removed {}' > "$baseline/Removed.java"
    "$jdk/bin/javac" --release 17 -d "$baseline/classes" "$baseline/Removed.java"
    cp "$core" "$baseline/baseline.jar"
    "$jdk/bin/jar" --update --file "$baseline/baseline.jar" -C "$baseline/classes" io
    expect_refusal "io.github.atomicwrite.Removed" -- compare "$baseline/baseline.jar"
    compare "$core" > "$WORK/compared" 2>&1 || fail "$(cat "$WORK/compared")" "the core is not compatible with itself"
    echo "an incompatible change is found"
}

compare() {
    (cd "$WORK/first" && release "${OWNER[@]}" -pl atomic-write-core -Dbaseline.jar="$1" package japicmp:cmp@jar)
}

mkdir "$WORK/verifier"
"$jdk/bin/javac" -Xlint:all -Werror -d "$WORK/verifier" src/release/VerifyBundle.java
find_maven
make_key
stop_when_something_is_missing
make_bundle
build_again
find_incompatible_change
for version; do
    use_bundle "$version"
done
