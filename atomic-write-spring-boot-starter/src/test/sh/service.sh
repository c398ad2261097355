#!/bin/bash
# Runs a real service: web, Actuator, Prometheus, virtual threads. 32 clients add signals while the service is killed
# and restarted; no signal that was acknowledged may be lost. A second process, an unusable directory and state files of
# other shapes must be refused. Takes the Java of JAVA_HOME, or else that of the PATH. Needs curl.
#
#   service.sh [BOOT-VERSION…]
set -euo pipefail
source "$(dirname "$0")/library.sh"
[ $# -gt 0 ] || set -- 4.1.1
CLIENTS=32
SOURCES=$ROOT/atomic-write-spring-boot-starter/src/test/java/com/example/service
java=(${JAVA_HOME:+"$JAVA_HOME/bin/"}java -XX:TieredStopAtLevel=1)
[ "$("${java[@]}" -version 2>&1 | sed -n '1s/[^"]*"\([0-9]*\).*/\1/p')" -lt 22 ] \
    || java+=(--enable-native-access=ALL-UNNAMED)
service=
trap 'if [ -n "$service" ]; then kill -9 "$service"; fi; rm -rf "$WORK"' EXIT

create_project() {
    local version=$1 project=$2
    mkdir -p "$project/src/main/java/com/example/service" "$project/src/main/resources"
    cp "$SOURCES"/*.java "$project/src/main/java/com/example/service"
    cat > "$project/src/main/resources/application.properties" << 'PROPERTIES'
server.port=0
spring.threads.virtual.enabled=true
management.endpoints.web.exposure.include=health,statefiles,prometheus
management.endpoint.health.show-details=always
logging.level.root=warn
logging.level.com.example.service=info
logging.level.org.springframework.boot.tomcat=info
logging.level.org.springframework.boot.web.embedded.tomcat=info
PROPERTIES
    {
        dependencies org.springframework.boot spring-boot-starter-{web,actuator} spring-boot-devtools
        dependencies io.micrometer micrometer-registry-prometheus
    } | write_pom "$project" service "$version" start-class=com.example.service.ServiceApplication
    (cd "$project" && maven package dependency:copy-dependencies -DoutputDirectory=target/lib)
}

# Starts the service with these options, and waits until it listens. Sets the variables service and url.
start() {
    launch -jar "$jar" --atomic-write.state.directory=data "$@"
}

launch() {
    : > service.log # now, and not when the process below has been created
    "${java[@]}" "$@" >> service.log 2>&1 &
    service=$!
    await_starts 1
}

# Waits until the service has started so many times in its process.
await_starts() {
    for _ in {1..1200}; do
        if [ "$(grep -c ' Started ServiceApplication ' service.log)" -ge "$1" ]; then
            url=http://localhost:$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' service.log | tail -n 1)
            return
        fi
        kill -0 "$service" 2> /dev/null || break
        sleep 0.1
    done
    fail "$(cat service.log)" "the service does not start"
}

# Ends the service with a signal.
stop() {
    kill "$1" "$service"
    wait "$service" 2> /dev/null || true
    service=
}

# Lets the clients add signals for a while, until ROUND.acknowledged has that many lines. Sets the variable clients.
start_clients() {
    local round=$1 number=$2
    : > "$round.acknowledged"
    "${java[@]}" -cp "$project/target/classes" com.example.service.SignalClients "$url" $CLIENTS "$round" \
        >> "$round.acknowledged" 2> "$round.errors" &
    clients=$!
    await_signals "$round" "$number"
}

await_signals() {
    for _ in {1..1200}; do
        if [ "$(wc -l < "$1.acknowledged")" -ge "$2" ]; then return; fi
        kill -0 "$clients" 2> /dev/null || break
        sleep 0.1
    done
    fail "$(cat "$1.errors" service.log)" "only $(wc -l < "$1.acknowledged") of $2 signals were acknowledged"
}

# Ends the service with a signal while the clients work.
stop_under_load() {
    stop "$1"
    wait "$clients" || fail "$(cat ./*.errors)" "a client got another answer than 200"
}

# Checks that the service has all signals that were acknowledged, and no other files than its own.
expect_all_signals() {
    local lost more
    curl -sS -f "$url/signals" | sort > signals
    sort ./*.acknowledged > acknowledged
    lost=$(comm -13 signals acknowledged | wc -l)
    more=$(comm -23 signals acknowledged | wc -l)
    [ "$lost" = 0 ] || fail "$lost of $(wc -l < acknowledged) acknowledged signals were lost"
    [ "$more" -le $((CLIENTS * stops)) ] || fail "$more signals were remembered, but not acknowledged"
    expect ".atomic-write.lock signals.json" "$(files data)"
}

files() {
    ls -A "$1" | sort | paste -sd ' '
}

# Checks that a command doesn't start the service, and that it reports one error, with this text.
refuse_start() {
    local text=$1
    shift
    if timeout 120 "$@" > refused.log 2>&1; then
        fail "$(cat refused.log)" "the service has started and ended: $*"
    fi
    expect 1 "$(grep -c '^APPLICATION FAILED TO START$' refused.log)"
    expect 1 "$(grep -c '^The property atomic-write.state.directory, set at ' refused.log)"
    grep -qF "$text" refused.log || fail "$(cat refused.log)" "no text: $text"
    if grep -P '^\tat ' refused.log; then fail "$(cat refused.log)" "there is a stack trace"; fi
}

# Checks that a page of the service contains these texts.
expect_page() {
    local page=$1 text
    shift
    curl -sS -f "$url$page" > page || fail "no page: $page"
    for text; do
        grep -qF -- "$text" page || fail "$(cat page)" "$page has no text: $text"
    done
}

# Checks that a meter's value is at least a number.
expect_meter() {
    local value
    value=$(curl -sS -f "$url/actuator/prometheus" | awk -v name="$1" 'index($0, name) == 1 { print $NF }')
    [ -n "$value" ] || fail "there is no meter $1"
    awk "BEGIN { exit !($value >= $2) }" || fail "the meter $1 is $value, and not at least $2"
}

add() {
    curl -sS -o answer -w '%{http_code}' -X POST "$url/signals/$1"
}

# Checks that a signal isn't added to the file as it is, and that the file stays.
expect_refusal() {
    local reported
    cp data/signals.json before
    reported=$(reported_shapes)
    expect 500 "$(add other)" "$1"
    cmp before data/signals.json || fail "a file of another shape was overwritten: $1"
    expect ".atomic-write.lock signals.json" "$(files data)"
    [ "$(reported_shapes)" -gt "$reported" ] \
        || fail "$(cat service.log)" "the log doesn't report a file of another shape: $1"
}

reported_shapes() {
    grep -c 'IncompatibleStateException: .*/signals.json: the file is whole' service.log || true
}

kill_under_load() {
    stops=0
    start
    start_clients first 200
    refuse_start "The directory is in use by the process with the ID $service." "${java[@]}" -jar "$jar" \
        --atomic-write.state.directory=data
    await_signals first $(($(wc -l < first.acknowledged) + 200))
    stops=1
    stop_under_load -9

    start
    expect_all_signals
    start_clients second 400
    stops=2
    stop_under_load -9

    start
    expect_all_signals
    start_clients third 400
    observe
    stops=3
    stop_under_load -15

    start
    expect_all_signals
    echo "  $(wc -l < acknowledged) signals of $CLIENTS clients: none is lost after 2 kills and a stop under load"
}

observe() {
    expect_page /actuator/health '"atomicWrite":{' '"directory":"data"' '"status":"UP"'
    ! grep -qF '"DOWN"' page || fail "$(cat page)" "a part of the service is down"
    expect_page /actuator/statefiles "\"path\":\"$PWD/data/signals.json\"" '"lastOutcome":"committed"' \
        '"type":"com.example.service.SignalController$Signals"' '"quarantined":[]'
    expect_meter 'atomic_write_commit_seconds_count{exception="none",outcome="committed"}' 1
    expect_meter 'atomic_write_state_update_seconds_count{outcome="committed"}' 400
    expect_meter atomic_write_state_shared_updates_max 2
    expect_meter atomic_write_sweep_removed_files_total 0
    if curl -sS -f "$url/actuator/prometheus" | grep '^atomic_write' | grep -F data; then
        fail "a tag of a meter has a path"
    fi
    echo "  health, statefiles and meters are right under load"
}

refuse_other_shapes() {
    local shape
    cp data/signals.json own
    for shape in '{}' '{"error":"not found"}' '[]' '"text"' '{"seenAt":{},"lastRun":null}' \
        '{"seenAt":{"a":"yesterday"},"lastRun":"2026-01-01T00:00:00Z"}' \
        '{"seenAt":{},"lastRun":"2026-01-01T00:00:00Z","more":1}'; do
        printf %s "$shape" > data/signals.json
        expect_refusal "$shape"
    done
    expect_page /actuator/statefiles '"lastOutcome":"failed"' '"quarantined":[]'
    cp own data/signals.json
    expect 200 "$(add again)"
    stop -15

    start --spring.jackson.property-naming-strategy=SNAKE_CASE
    expect_refusal "its own, before the naming strategy was changed"
    stop -15

    start
    head -c 100 own > data/signals.json
    expect 200 "$(add again)"
    cmp <(head -c 100 own) data/signals.json.corrupt-* || fail "the damaged file isn't in quarantine: $(files data)"
    expect_page /actuator/statefiles '"quarantined":["signals.json.corrupt-'
    expect_meter atomic_write_state_quarantine_files_total 1
    stop -15
    echo "  8 files of other shapes are refused and stay; a damaged one is moved aside"
}

refuse_directories() {
    local user=()
    mkdir unwritable
    touch file
    if [ "$(id -u)" = 0 ]; then
        chmod 711 "$WORK"
        user=(setpriv --reuid 65534 --regid 65534 --clear-groups)
    else
        chmod 555 unwritable
    fi
    refuse_start "The directory can't be written to: " \
        "${user[@]}" "${java[@]}" -jar "$jar" --atomic-write.state.directory=unwritable
    refuse_start "The directory can't be created: " "${java[@]}" -jar "$jar" --atomic-write.state.directory=file/data
    refuse_start '${STATE_DIR}' "${java[@]}" -jar "$jar" '--atomic-write.state.directory=${STATE_DIR}'
    refuse_start '"~/data"' "${java[@]}" -jar "$jar" '--atomic-write.state.directory=~/data'
    expect "" "$(files unwritable)"
    [ -f file ] && [ ! -e '~' ] && [ ! -e '${STATE_DIR}' ] || fail "a refused directory was created: $(files .)"
    echo "  4 unusable directories are refused at the start"
}

# Devtools restarts the service in the same process. The new context goes on with the lock of the old one.
restart_with_devtools() {
    launch -cp "$project/target/classes:$project/target/lib/*" com.example.service.ServiceApplication \
        --atomic-write.state.directory=data --spring.devtools.livereload.enabled=false \
        --spring.devtools.restart.{poll-interval=200ms,quiet-period=100ms}
    expect 200 "$(add before)"
    touch "$project/target/classes/application.properties"
    await_starts 2
    expect 200 "$(add after)"
    expect_page /signals before after
    expect_page /actuator/health '"atomicWrite":{' '"status":"UP"'
    refuse_start "The directory is in use by the process with the ID $service." "${java[@]}" -jar "$jar" \
        --atomic-write.state.directory=data
    stop -15
    echo "  a restart by devtools keeps the state and the lock"
}

install_library
for version; do
    project=$WORK/service-$version
    create_project "$version" "$project"
    jar=$project/target/service-1.jar
    mkdir "$WORK/run-$version"
    cd "$WORK/run-$version"
    echo "Spring Boot $version, Java $("${java[@]}" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p'):"
    kill_under_load
    refuse_other_shapes
    refuse_directories
    restart_with_devtools
done
