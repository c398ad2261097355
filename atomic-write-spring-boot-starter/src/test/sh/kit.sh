# new-user.sh sources this file. It adds the test kit to the project of a new user, as docs/adopting.md shows it.

ADOPTING=$ROOT/docs/adopting.md

# Builds a copy of the project with the rule, the crash tests and forbidden-apis. The build passes. Then the copy gets
# one naive write, which each of the three finds.
use_kit() {
    local version=$1 project=$2 name
    cp -r "$WORK/signals-$version" "$project"
    rm -r "$project/target"
    for name in $(snippets "$ADOPTING"); do
        mkdir -p "$(dirname "$project/$name")"
        snippet "$ADOPTING" "$name" > "$project/$name"
    done
    cat >> "$project/test-dependencies.xml" << XML
<dependency>
  <groupId>org.springframework.boot</groupId>
  <artifactId>spring-boot-starter-test</artifactId>
  <scope>test</scope>
</dependency>
XML
    insert_before '</dependencies>' "$project/test-dependencies.xml" "$project/pom.xml"
    insert_before '</plugins>' "$project/forbidden-apis.xml" "$project/pom.xml"

    (cd "$project" && maven verify > passed.log) || fail "$(cat "$project/passed.log")"
    expect "tests=\"4\" errors=\"0\" skipped=\"0\" failures=\"0\"" "$(results "$project" SignalsCrashTests)"
    expect "tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"" "$(results "$project" StateFilesTest)"

    sed -i 's/writer\.writeString(file, report);/java.nio.file.Files.writeString(file, report);/' \
        "$project/src/main/java/com/example/signals/DailyReport.java"
    if (cd "$project" && maven -Dmaven.test.failure.ignore verify > naive.log 2>&1); then
        fail "$(cat "$project/naive.log")" "no tool has found the naive write"
    fi
    expect "tests=\"4\" errors=\"0\" skipped=\"0\" failures=\"2\"" "$(results "$project" SignalsCrashTests)"
    expect "tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"1\"" "$(results "$project" StateFilesTest)"
    found "$project/naive.log" "A kill after Files.writeString (open), called from com.example.signals.DailyReport.publish"
    found "$project/naive.log" "report.txt: 0 bytes"
    found "$project/naive.log" "(DailyReport.java:25): call AtomicFileWriter.writeString(Path, CharSequence)"
    found "$project/naive.log" "Forbidden method invocation: java.nio.file.Files#writeString"
}

# Prints the numbers of tests, errors, skipped tests and failures of a test class.
results() {
    grep -ohE '<testsuite .*' "$1"/target/surefire-reports/TEST-*."$2".xml \
        | grep -oE '(tests|errors|skipped|failures)="[0-9]+"' | paste -sd ' '
}

insert_before() {
    sed -i -e "\\|^ *$1|{
        e cat '$2'
    }" "$3"
}

found() {
    grep -qF "$2" "$1" || fail "$(cat "$1")" "not found: $2"
}
