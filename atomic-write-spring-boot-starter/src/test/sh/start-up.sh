#!/bin/bash
# Measures how much longer an application takes to start with the starter, and prints a table. One application is empty,
# the other binds its properties to a record.
#
# A start with the starter and one without are launched at the same moment, so whatever slows the machine slows both.
# Each start is a process of its own, and is timed from launch to exit. A round is two such pairs with the places
# exchanged. The table has the medians of all starts without the starter, and of the differences of the rounds.
#
#   start-up.sh [ROUNDS [BOOT-VERSION]]
set -euo pipefail
source "$(dirname "$0")/library.sh"
rounds=${1:-40}
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

declare -A class_path=(
    [without]="target/classes:target/lib/*"
    [with]="target/classes:target/lib/*:target/lib/starter/*"
)
[ "$(nproc)" -ge 2 ] || fail "two starts at the same moment need two cores"

# Starts the application on these cores, and notes how long it takes: in a line of milliseconds.
start() {
    local begin=${EPOCHREALTIME/./} log=$WORK/$1.log
    taskset -c "$2" java "${options[@]}" -cp "${class_path[$1]}" "$application" --spring.main.banner-mode=off \
        > "$log" 2>&1 || fail "$(cat "$log")"
    echo $(((${EPOCHREALTIME/./} - begin) / 100)) | sed 's/.$/.&/' >> "$WORK/$1"
}

# Starts the application twice at the same moment: the first name on the first cores, the second on the second.
pair() {
    start "$1" "$3" &
    local first=$!
    start "$2" "$4"
    wait $first
}

# Prints one row. The interval of the median is that of its ranks (binomial, 95 %).
measure() {
    local setting=$1 one=$2 other=$3
    pair without with "$one" "$other" # warms the page cache
    rm "$WORK"/{without,with}         # also the times of the last row
    for ((round = 0; round < rounds; round++)); do
        pair without with "$one" "$other"
        pair with without "$one" "$other"
    done
    paste "$WORK/without" "$WORK/with" | awk '
        NR % 2 { first = $2 - $1; next }
        { print (first + $2 - $1) / 2 }' | sort -n > "$WORK/differences"
    awk -v "row=| ${application%%.*} | $setting | $(sort -n "$WORK/without" | sed -n "${rounds}p") ms" '
        { value[NR] = $1 }
        END {
            low = int(NR / 2 - 0.98 * sqrt(NR))
            if (low < 1) low = 1
            median = (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2
            printf "%s | %.1f ms | %.1f to %.1f ms |\n", row, median, value[low], value[NR + 1 - low]
        }' "$WORK/differences"
}

all=0-$(($(nproc) - 1))
echo "Spring Boot $version, Java $(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p'), $(nproc) cores, $rounds rounds"
echo
echo "| application | setting | without | with the starter, more | 95 % interval |"
echo "|---|---|---|---|---|"
for application in empty.EmptyApplication own.OwnApplication; do
    options=()
    measure "both share all cores" "$all" "$all"
    measure "a core each" 0 1
    options=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
    measure "a core each, \`${options[*]}\`" 0 1
done
