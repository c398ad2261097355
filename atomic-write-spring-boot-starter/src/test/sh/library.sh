# The scripts in this directory source this file. ROOT is the project. WORK is a directory for this run; it is removed
# at the end.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
WORK=$(mktemp -d "${TMPDIR:-/tmp}/atomic-write-XXXXXX")
trap 'rm -rf "$WORK"' EXIT
REPOSITORY=$WORK/repository

# Installs the library into a repository for this run. It starts as a copy of the local repository, so that nothing is
# downloaded twice.
install_library() {
    local downloaded=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
    mkdir -p "$REPOSITORY"
    if [ -d "$downloaded" ]; then
        cp -a --reflink=auto "$downloaded/." "$REPOSITORY"
        rm -rf "$REPOSITORY/io/github/atomicwrite"
    fi
    # Builds a copy of the sources, so that classes of other builds can't interfere.
    mkdir "$WORK/sources"
    (cd "$ROOT" && git ls-files -z --cached --others --exclude-standard \
        | tar -c --null --ignore-failed-read -T - 2> /dev/null) | tar -x -C "$WORK/sources"
    (cd "$WORK/sources" \
        && maven -Dmaven.test.skip -Dspotless.check.skip -pl atomic-write-spring-boot-starter -am install)
}

maven() {
    mvn -q -B -Dstyle.color=never -Dmaven.repo.local="$REPOSITORY" "$@"
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

fail() {
    echo "$*" >&2
    exit 1
}
