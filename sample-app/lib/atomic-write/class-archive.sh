# shellcheck shell=sh disable=SC2154 # the caller sets home and java
# Finds the archive of the application's classes, for the launcher and for make-archive. Both set $home to the real path
# of this directory, $java to the path of the JVM, and the option -f.
#
# An archive is as powerful as code, and the JVM checks neither who made it nor its content. One is used only if nobody
# but root and the user who runs this can have made it. It lies in the installation, or else in the user's cache, at
#     …/archive/<path of the JVM>/<number of the build>.jsa
# It has the modification time of the JVM, so that an exchanged JVM gets a new one.

newline='
'

# Sets $archive to the archive that fits, and to nothing if there is none.
find_archive() {
    archive=
    # A colon separates paths for the JVM.
    case $home$java in
        *:* | *"$newline"* | */../* | */./*) return 1 ;;
    esac
    case $java in
        /*) ;;
        *) return 1 ;;
    esac
    read -r build <"$home/build" || return 1
    find_archive_in "$home" || { find_cache && find_archive_in "$cache$home"; }
}

find_archive_in() {
    for archive in "$1/archive$java/$build.aot" "$1/archive$java/$build.jsa"; do
        # shellcheck disable=SC3013 # in POSIX since 2024
        if [ -f "$archive" ] && ! [ "$archive" -nt "$java" ] && ! [ "$archive" -ot "$java" ]; then
            ! is_trusted "$archive" || return 0
        fi
    done
    archive=
    return 1
}

# Sets $cache to the directory of archives in the user's cache. The directory may not exist.
find_cache() {
    case ${XDG_CACHE_HOME:-} in
        /*) base=$XDG_CACHE_HOME ;;
        *) base=${HOME:-}/.cache ;;
    esac
    case $base in
        *:* | *"$newline"*) return 1 ;;
        /.cache) [ "${HOME:-}" = / ] || return 1 ;;
        /*) ;;
        *) return 1 ;;
    esac
    if [ -d "$base" ]; then
        base=$(CDPATH='' cd -P -- "$base" 2>/dev/null && pwd -P) || return 1
        base=${base%/}
    else
        parent=$(CDPATH='' cd -P -- "${base%/*}/" 2>/dev/null && pwd -P) || return 1
        base=${parent%/}/${base##*/}
    fi
    cache=$base/atomic-write
}

# Succeeds if nobody but root and the user who runs this can write to the file, or put another in its place: one of the
# two owns it and each directory above it, nobody else may write to them, and none is a link. In root's sticky
# directories, such as /tmp, others can't replace what they don't own.
is_trusted() {
    find_user
    path=$1
    set -- /
    while [ -n "$path" ]; do
        set -- "$@" "$path"
        path=${path%/*}
    done
    list=$(LC_ALL=C QUOTING_STYLE=literal ls -ldn -- "$@" 2>/dev/null) || return 1
    IFS=$newline
    # shellcheck disable=SC2086 # into lines
    set -- $list
    unset IFS
    for line; do
        # shellcheck disable=SC2086 # into the mode, the number of links, the owner …
        set -- $line
        case $1 in
            [-d]????-??-*) [ "$3" = 0 ] || [ "$3" = "$user" ] || return 1 ;;
            d????????[tT]*) [ "$3" = 0 ] || return 1 ;;
            *) return 1 ;;
        esac
    done
}

# Sets $user to the effective user id. Where there is /proc, no process is started.
find_user() {
    [ -z "${user:-}" ] || return 0
    if [ -r /proc/self/status ]; then
        while read -r name _ user _; do
            [ "$name" != Uid: ] || return 0
        done </proc/self/status
    fi
    user=$(id -u)
}
