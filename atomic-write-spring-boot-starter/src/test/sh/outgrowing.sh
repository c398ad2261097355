#!/bin/bash
# Runs one flow on a state file, kills it, and goes on with the same flow on Redis and on a database. Copies the keys
# over, kills the flow again under load, and checks that it loses no signal and handles none twice, except those in
# flight. Without redis-server, only the database is tried.
#
#   outgrowing.sh [BOOT-VERSION…]
set -euo pipefail
source "$(dirname "$0")/library.sh"
[ $# -gt 0 ] || set -- 3.5.16 4.1.1
profiles=(redis jdbc)
if ! command -v redis-server > /dev/null; then
    profiles=(jdbc)
    echo "skipped: the flow on Redis, because redis-server is not installed"
fi
TESTS=$ROOT/atomic-write-spring-boot-starter/src/test
DOCUMENT=$ROOT/docs/outgrowing.md
THREADS=4
redis=
port=6379
trap 'if [ -n "$redis" ]; then kill "$redis"; wait "$redis" || true; fi; rm -rf "$WORK"' EXIT

# Starts a Redis server on the loopback address. It forces its file after each command. Sets the variables redis, port.
start_redis() {
    mkdir "$WORK/redis"
    for _ in {1..5}; do
        port=$(shuf -i 20000-50000 -n 1)
        redis-server --bind 127.0.0.1 --port "$port" --save '' --appendonly yes --appendfsync always \
            --dir "$WORK/redis" > "$WORK/redis.log" 2>&1 &
        redis=$!
        for _ in {1..100}; do
            if [ "$(redis-cli -p "$port" config get appendfsync 2> /dev/null | tail -n 1)" = always ]; then return; fi
            kill -0 "$redis" 2> /dev/null || break
            sleep 0.1
        done
    done
    fail "$(cat "$WORK/redis.log")" "Redis does not start"
}

# Creates a project from the flow of the tests and the snippets of the page.
create_project() {
    local version=$1 project=$2 integration=$3 mapper=$4 name
    mkdir -p "$project/src/main/java/com/example/flow"
    cp "$TESTS"/java/com/example/flow/*.java "$project/src/main/java/com/example/flow"
    rm "$project/src/main/java/com/example/flow/FlowTests.java"
    for name in $(snippets "$DOCUMENT"); do
        mkdir -p "$(dirname "$project/$name")"
        snippet "$DOCUMENT" "$name" > "$project/$name"
        if [ -f "$TESTS/${name#src/main/}" ]; then
            diff "$TESTS/${name#src/main/}" "$project/$name" || fail "the page shows another $name than the tests use"
        fi
    done
    {
        dependencies org.springframework.boot "$mapper" spring-boot-starter-data-redis spring-boot-starter-jdbc
        dependencies org.springframework.integration spring-integration-{core,file,redis,jdbc}
        dependencies com.h2database h2
    } | write_pom "$project" flow "$version" "spring-integration.version=$integration"
    (cd "$project" && maven package)
}

# Delivers the signals FROM to TO, each one twice.
deliver() {
    local signal copy
    for copy in first second; do
        for ((signal = $1; signal <= $2; signal++)); do
            touch "inbox/$copy$signal-signal$signal"
        done
    done
}

# Starts the flow with these arguments. Sets the variable flow.
start_flow() {
    java -XX:TieredStopAtLevel=1 -jar "$jar" --flow.inbox=inbox --flow.handled=handled --flow.threads=$THREADS \
        --spring.data.redis.port="$port" --logging.level.root=warn "$@" >> flow.log 2>&1 &
    flow=$!
}

kill_flow() {
    kill -9 "$flow"
    wait "$flow" 2> /dev/null || true
    flow=
}

# Waits until so many signals are handled.
await_handled() {
    for _ in {1..2400}; do
        if [ "$(sort -u handled | wc -l)" -ge "$1" ]; then return; fi
        kill -0 "$flow" 2> /dev/null || fail "$(cat flow.log)" "the flow has ended"
        sleep 0.05
    done
    fail "$(tail -n 50 flow.log)" "only $(sort -u handled | wc -l) of $1 signals are handled"
}

# Runs the flow on a file, then with a profile; kills it twice on each.
outgrow() {
    local profile=$1 twice
    flow=
    trap 'if [ -n "$flow" ]; then kill -9 "$flow" || true; fi' EXIT
    mkdir inbox
    touch handled
    deliver 1 200
    start_flow
    await_handled 60
    kill_flow
    start_flow
    await_handled 150
    kill_flow

    deliver 201 400
    start_flow --spring.profiles.active="$profile" --flow.copy-from=metadata.json
    await_handled 250
    kill_flow
    start_flow --spring.profiles.active="$profile"
    await_handled 330
    kill_flow
    start_flow --spring.profiles.active="$profile"
    await_handled 400
    deliver 1 50
    sleep 1
    kill "$flow"
    wait "$flow" || true
    flow=

    diff <(seq -f 'signal%g' 1 400 | sort) <(sort -u handled) || fail "some signals were lost"
    twice=$(sort handled | uniq -d | wc -l)
    [ "$(wc -l < handled)" -le $((400 + 4 * THREADS)) ] || fail "$twice signals were handled twice"
    echo "$profile: 400 signals, 4 kills, $twice handled twice (at most $((4 * THREADS)) in flight)"
}

install_library
if [ "${profiles[0]}" = redis ]; then start_redis; fi
for version; do
    project=$WORK/flow-$version
    # The versions of Spring Integration of which every module is available.
    case $version in
        3.*) create_project "$version" "$project" 6.5.5 spring-boot-starter-json ;;
        *) create_project "$version" "$project" 7.1.2 spring-boot-starter-jackson ;;
    esac
    jar=$project/target/flow-1.jar
    running=()
    for profile in "${profiles[@]}"; do
        mkdir "$WORK/$version-$profile"
        (cd "$WORK/$version-$profile" && outgrow "$profile") &
        running+=($!)
    done
    for one in "${running[@]}"; do wait "$one"; done
    if [ -n "$redis" ]; then redis-cli -p "$port" flushall > "$WORK/flushed"; fi
    echo "Spring Boot $version: the flow outgrows its file"
done
