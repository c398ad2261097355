# Sourced by the scripts beside it. ROOT is the project, WORK a directory of the run's own, removed at its end.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
WORK=$(mktemp -d "${TMPDIR:-/tmp}/atomic-write-XXXXXX")
trap 'rm -rf "$WORK"' EXIT
REPOSITORY=$WORK/repository

# Installs the library into a repository of the run's own. What was downloaded before is copied there, not downloaded again.
install_library() {
    local downloaded=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
    mkdir -p "$REPOSITORY"
    if [ -d "$downloaded" ]; then
        cp -a --reflink=auto "$downloaded/." "$REPOSITORY"
        rm -rf "$REPOSITORY/io/github/atomicwrite"
    fi
    # A copy of the sources, so that no other build's classes are in the way.
    mkdir "$WORK/sources"
    (cd "$ROOT" && git ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read -T - 2> /dev/null) \
        | tar -x -C "$WORK/sources"
    (cd "$WORK/sources" && maven -Dmaven.test.skip -Dspotless.check.skip -pl atomic-write-spring-boot-starter -am install)
}

maven() {
    mvn -q -B -Dstyle.color=never -Dmaven.repo.local="$REPOSITORY" "$@"
}

# Prints the snippet of a document that is marked with this name: <!-- snippet: NAME --> and, below it, a fenced block.
snippet() {
    awk -v mark="<!-- snippet: $2 -->" '
        $0 == mark { marked = 1; next }
        marked && /^```/ { if (inside) exit; inside = 1; next }
        inside { print }' "$1"
}

# Prints the names of all snippets of a document.
snippets() {
    sed -n 's/^<!-- snippet: \(.*\) -->$/\1/p' "$1"
}

fail() {
    echo "$*" >&2
    exit 1
}
