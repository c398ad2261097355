#!/bin/bash
# Measures how much longer an application takes to start with the starter, and prints a table. One application is empty,
# the other binds its properties to a record. Each start is a process of its own, alternately with and without the
# starter, and is timed from launch to exit.
#
#   start-up.sh [RUNS [BOOT-VERSION]]
set -euo pipefail
source "$(dirname "$0")/library.sh"
runs=${1:-40}
version=${2:-4.1.1}

install_library
project=$WORK/empty
mkdir -p "$project/src/main/java/empty" "$project/src/main/java/own"
write_pom "$project" empty "$version" < /dev/null
cat > "$project/src/main/java/empty/EmptyApplication.java" << 'JAVA'
package empty;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication(proxyBeanMethods = false)
public class EmptyApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(EmptyApplication.class, arguments).close();
    }
}
JAVA
cat > "$project/src/main/java/own/OwnApplication.java" << 'JAVA'
package own;

import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(OwnApplication.Settings.class)
public class OwnApplication {
    @ConfigurationProperties("own")
    public record Settings(String name, Duration timeout) {}

    public static void main(String[] arguments) {
        SpringApplication.run(OwnApplication.class, arguments).close();
    }
}
JAVA
cd "$project"
maven -Dspring-boot.repackage.skip package dependency:copy-dependencies -DoutputDirectory=target/lib
mkdir target/lib/starter
mv target/lib/atomic-write-*.jar target/lib/starter
[ "$(ls target/lib/starter | wc -l)" = 2 ] || fail "the starter brings more than its two jars: $(ls target/lib/starter)"

# Prints the milliseconds that one start takes.
start() {
    local begin=${EPOCHREALTIME/./}
    java -cp "$2" "$1" --spring.main.banner-mode=off > "$WORK/log" 2>&1 || fail "$(cat "$WORK/log")"
    echo $(((${EPOCHREALTIME/./} - begin) / 100)) | sed 's/.$/.&/'
}

median() {
    sort -n "$1" | awk '
        { value[NR] = $1 }
        END { printf "%.1f", (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

java=$(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')
echo "| application | Spring Boot | Java | runs each | without | with | difference of the medians" \
    "| median of the pairs' differences |"
echo "|---|---|---|---|---|---|---|---|"
for application in empty.EmptyApplication own.OwnApplication; do
    rm -f "$WORK"/{without,with,differences}
    for ((run = -2; run < runs; run++)); do
        without=$(start $application "target/classes:target/lib/*")
        with=$(start $application "target/classes:target/lib/*:target/lib/starter/*")
        if ((run >= 0)); then # the first two runs warm the page cache
            echo "$without" >> "$WORK/without"
            echo "$with" >> "$WORK/with"
            awk "BEGIN { print $with - $without }" >> "$WORK/differences"
        fi
    done
    difference=$(awk "BEGIN { printf \"%.1f\", $(median "$WORK/with") - $(median "$WORK/without") }")
    echo "| ${application%%.*} | $version | $java | $runs | $(median "$WORK/without") ms | $(median "$WORK/with") ms" \
        "| $difference ms | $(median "$WORK/differences") ms |"
done
