#!/bin/bash
# How much longer an empty application takes to start with the starter: a process each, with and without in turn,
# from its launch to its end. Prints a table.
#
#   start-up.sh [RUNS [BOOT-VERSION]]
set -euo pipefail
source "$(dirname "$0")/library.sh"
runs=${1:-40}
version=${2:-4.1.1}

install_library
project=$WORK/empty
mkdir -p "$project/src/main/java/empty"
cat > "$project/pom.xml" << XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <parent>
    <groupId>org.springframework.boot</groupId>
    <artifactId>spring-boot-starter-parent</artifactId>
    <version>$version</version>
    <relativePath/>
  </parent>
  <groupId>com.example</groupId>
  <artifactId>empty</artifactId>
  <version>1</version>
  <properties><java.version>17</java.version></properties>
  <dependencies>
$(snippet "$ROOT/docs/spring-boot.md" dependency.xml)
  </dependencies>
</project>
XML
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
cd "$project"
maven package dependency:copy-dependencies -DoutputDirectory=target/lib
mkdir target/lib/starter
mv target/lib/atomic-write-*.jar target/lib/starter
[ "$(ls target/lib/starter | wc -l)" = 2 ] || fail "the starter brings other jars than its own two: $(ls target/lib/starter)"

# The milliseconds that one start takes.
start() {
    local begin=${EPOCHREALTIME/./}
    java -cp "$1" empty.EmptyApplication --spring.main.banner-mode=off > "$WORK/log" 2>&1 || fail "$(cat "$WORK/log")"
    echo $(((${EPOCHREALTIME/./} - begin) / 100)) | sed 's/.$/.&/'
}

median() {
    sort -n "$1" | awk '{ value[NR] = $1 } END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

for ((run = -2; run < runs; run++)); do
    without=$(start "target/classes:target/lib/*")
    with=$(start "target/classes:target/lib/*:target/lib/starter/*")
    if ((run >= 0)); then # the first ones warm the page cache
        echo "$without" >> "$WORK/without"
        echo "$with" >> "$WORK/with"
        awk "BEGIN { print $with - $without }" >> "$WORK/differences"
    fi
done
difference=$(awk "BEGIN { printf \"%.1f\", $(median "$WORK/with") - $(median "$WORK/without") }")
echo "| Spring Boot | Java | runs each | without | with | difference of the medians | median of the pairs' differences |"
echo "|---|---|---|---|---|---|---|"
echo "| $version | $(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p') | $runs | $(median "$WORK/without") ms | $(median "$WORK/with") ms | $difference ms | $(median "$WORK/differences") ms |"
awk "BEGIN { exit !($difference <= 15) }" || fail "more than 15 ms"
