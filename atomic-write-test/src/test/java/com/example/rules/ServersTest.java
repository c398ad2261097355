package com.example.rules;

import static com.example.rules.ServersTest.Kind.HANDED_OUT;
import static com.example.rules.ServersTest.Kind.STATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.atomicwrite.test.AtomicWriteRules;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the rule finds in released jars of three well-known servers, each finding looked at and classified. */
class ServersTest {

    /** What is behind a finding. */
    enum Kind {
        /** State that the server reads again at its next start, and that a crash leaves empty or cut. */
        STATE,
        /** A stream for anybody who asks for it: what is written isn't known there. */
        HANDED_OUT
    }

    private static final Pattern FINDING = Pattern.compile(
            "Method <(?:\\w+\\.)+(\\w+\\.\\w+)\\(.*> calls \\w+ <(?:\\w+\\.)+(\\w+\\.(?:\\w+|<init>))\\(");

    private static final Map<String, Map<String, Kind>> EXPECTED = Map.of(
            "com.ctrip.framework.apollo",
            Map.of(
                    // The last known configuration, for a start without the server.
                    "LocalFileConfigRepository.persistLocalCacheFile: FileOutputStream.<init>", STATE),
            "com.alibaba.nacos",
            Map.of(
                    "IoUtils.writeStringToFile: FileOutputStream.<init>", STATE,
                    // Copies of Spring's classes.
                    "FileSystemResource.getOutputStream: Files.newOutputStream", HANDED_OUT,
                    "FileUrlResource.getOutputStream: Files.newOutputStream", HANDED_OUT,
                    "PathResource.getOutputStream: Files.newOutputStream", HANDED_OUT),
            "org.apache.rocketmq",
            Map.of(
                    // MixAll.string2File writes each of the broker's state files with it: topics, offsets,
                    // subscriptions.
                    "IOTinyUtils.writeStringToFile: FileOutputStream.<init>", STATE,
                    "IOTinyUtils.copyFile: FileOutputStream.<init>", STATE,
                    // The first is a hand-made temporary, the second the backup; neither is forced.
                    "TransactionMetrics.persist: FileOutputStream.<init>", STATE,
                    "TransactionMetrics.persist: Files.copy", STATE));

    @Test
    void nineFindingsOfWhichSixAreState() {
        EXPECTED.forEach((packageName, expected) -> assertThat(findings(packageName))
                .as(packageName)
                .containsExactlyInAnyOrderElementsOf(expected.keySet()));
        Map<Kind, Long> kinds = new TreeMap<>();
        EXPECTED.values().forEach(found -> found.values().forEach(kind -> kinds.merge(kind, 1L, Long::sum)));
        assertThat(kinds).containsEntry(STATE, 6L).containsEntry(HANDED_OUT, 3L);
    }

    private static List<String> findings(String packageName) {
        return AtomicWriteRules.NO_FILE_IS_WRITTEN_IN_PLACE
                .evaluate(new ClassFileImporter().importPackages(packageName))
                .getFailureReport()
                .getDetails()
                .stream()
                .map(ServersTest::shortened)
                .toList();
    }

    private static String shortened(String violation) {
        Matcher finding = FINDING.matcher(violation);
        assertThat(finding.find()).as(violation).isTrue();
        return finding.group(1) + ": " + finding.group(2);
    }
}
