# The scripts in this directory and in src/release source this file. ROOT is the project. WORK is a directory for this
# run; it is removed at the end. If the caller sets SHARED_REPOSITORY, the scripts that it calls share that local
# repository, and the first of them installs the library there.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
WORK=$(mktemp -d "${TMPDIR:-/tmp}/atomic-write-XXXXXX")
trap 'rm -rf "$WORK"' EXIT
REPOSITORY=${SHARED_REPOSITORY:-$WORK/repository}

# Installs the library into a repository for this run. It starts as a copy of the local repository, so that nothing is
# downloaded twice.
install_library() {
    if [ -f "$REPOSITORY/library-is-installed" ]; then return; fi
    local downloaded=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
    mkdir -p "$REPOSITORY"
    if [ -d "$downloaded" ]; then
        cp -a --reflink=auto "$downloaded/." "$REPOSITORY"
        rm -rf "$REPOSITORY/io/github/atomicwrite"
    fi
    copy_sources "$WORK/sources"
    (cd "$WORK/sources" \
        && maven -Dmaven.test.skip -Dmaven.javadoc.skip -Dspotless.check.skip -pl atomic-write-spring-boot-starter -am \
        install)
    touch "$REPOSITORY/library-is-installed"
}

# Copies the sources to a new directory, so that classes of other builds can't interfere with a build there.
copy_sources() {
    mkdir -p "$1"
    (cd "$ROOT" && git ls-files -z --cached --others --exclude-standard \
        | tar -c --null --ignore-failed-read -T - 2> /dev/null) | tar -x -C "$1"
}

maven() {
    mvn -q -B -Dstyle.color=never -Dmaven.repo.local="$REPOSITORY" "$@"
}

# Writes PROJECT/pom.xml for an application on a version of Boot, with the starter. More dependencies are read from the
# standard input.
#
#   write_pom PROJECT ARTIFACT BOOT-VERSION [PROPERTY=VALUE…]
write_pom() {
    local project=$1
    shift
    {
        echo "  <dependencies>"
        cat
        snippet "$ROOT/docs/spring-boot.md" dependency.xml
        echo "  </dependencies>"
    } | boot_pom "$@" > "$project/pom.xml"
}

# Prints a pom.xml for an application on a version of Boot. What stands between its properties and its build is read from
# the standard input.
#
#   boot_pom ARTIFACT BOOT-VERSION [PROPERTY=VALUE…]
boot_pom() {
    local artifact=$1 version=$2 property
    shift 2
    cat << XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>$version</version>
    <relativePath/>
  </parent>
  <groupId>com.example</groupId>
  <artifactId>$artifact</artifactId>
  <version>1</version>
  <properties>
    <java.version>17</java.version>
$(for property; do echo "    <${property%%=*}>${property#*=}</${property%%=*}>"; done)
  </properties>
$(cat)
  <build>
    <plugins>
      <plugin>
        <groupId>org.springframework.boot</groupId>
        <artifactId>spring-boot-maven-plugin</artifactId>
      </plugin>
    </plugins>
  </build>
</project>
XML
}

# Prints the dependencies of a group.
dependencies() {
    local group=$1 artifact
    shift
    for artifact; do
        echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId></dependency>"
    done
}

# Prints the snippet NAME of a document: the fenced block below the line <!-- snippet: NAME -->.
snippet() {
    awk -v mark="<!-- snippet: $2 -->" '
        $0 == mark { marked = 1; next }
        marked && /^```/ { if (inside) exit; inside = 1; next }
        inside { print }' "$1"
}

# Prints the names of all snippets in a document.
snippets() {
    sed -n 's/^<!-- snippet: \(.*\) -->$/\1/p' "$1"
}

# Compares two texts. A third one may say when they differ.
expect() {
    [ "$1" = "$2" ] || fail "expected: $1"$'\n'"but was:  $2${3:+$'\n'"with:     $3"}"
}

fail() {
    echo "$*" >&2
    exit 1
}
