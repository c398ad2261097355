package com.example.writers;

import static com.example.writers.Verdict.BREAKS;
import static com.example.writers.Verdict.REFUSED;
import static com.example.writers.Verdict.SURVIVES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.test.CrashTest;
import java.io.FileDescriptor;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The verdicts on programs that are known to be right or wrong. All eight deliberately broken writers of the core's
 * crash tests are among them, and the verdicts are those of the power cuts there.
 */
class WriterTest {
    private static final int[] LENGTHS = {60, 9_000, 39_000};

    /** First the verdict on a kill, then that on a power loss. Every program that isn't listed survives both. */
    private static final Map<Writer, Map.Entry<Verdict, Verdict>> EXPECTED = Map.ofEntries(
            verdict(Writer.OURS_CONTENT, SURVIVES, BREAKS),
            verdict(Writer.OURS_NONE, SURVIVES, BREAKS),
            verdict(Writer.NO_FORCE, SURVIVES, BREAKS),
            verdict(Writer.NO_DIRECTORY_FORCE, SURVIVES, BREAKS),
            verdict(Writer.NOTHING_FORCED, SURVIVES, BREAKS),
            verdict(Writer.DIRECTORY_FORCED_FIRST, SURVIVES, BREAKS),
            verdict(Writer.FORCED_AFTER_THE_MOVE, SURVIVES, BREAKS),
            verdict(Writer.DELETES_BEFORE_THE_MOVE, BREAKS, BREAKS),
            verdict(Writer.RENAMES_BY_FILE, BREAKS, BREAKS),
            verdict(Writer.MOVES_WITHOUT_ATOMIC_MOVE, BREAKS, BREAKS),
            verdict(Writer.COPIES_OVER, BREAKS, BREAKS),
            verdict(Writer.FILES_WRITE, BREAKS, BREAKS),
            verdict(Writer.FILE_OUTPUT_STREAM, BREAKS, BREAKS),
            verdict(Writer.JACKSON, BREAKS, BREAKS),
            verdict(Writer.TRUNCATES_AND_FORCES, BREAKS, BREAKS),
            verdict(Writer.OVERWRITES, BREAKS, BREAKS),
            verdict(Writer.RANDOM_ACCESS_FILE, BREAKS, BREAKS),
            verdict(Writer.TEMPORARY_ELSEWHERE, SURVIVES, REFUSED),
            verdict(Writer.OPENED_WITH_DSYNC, SURVIVES, REFUSED),
            verdict(Writer.RANDOM_ACCESS_FILE_RWS, SURVIVES, REFUSED),
            verdict(Writer.SYNCED_BY_DESCRIPTOR, SURVIVES, seesSync() ? SURVIVES : REFUSED),
            verdict(Writer.MAPPED, REFUSED, REFUSED),
            verdict(Writer.ANOTHER_PROCESS, REFUSED, REFUSED));

    private static Map.Entry<Writer, Map.Entry<Verdict, Verdict>> verdict(Writer writer, Verdict kill, Verdict power) {
        return Map.entry(writer, Map.entry(kill, power));
    }

    private static boolean seesSync() {
        try {
            return !Modifier.isNative(FileDescriptor.class.getMethod("sync").getModifiers());
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T1 T2 every writer gets the verdict that it deserves, on every length")
    void isJudgedRightly(Writer writer) throws Exception {
        Map.Entry<Verdict, Verdict> expected = EXPECTED.getOrDefault(writer, Map.entry(SURVIVES, SURVIVES));
        for (int length : LENGTHS) {
            CrashTest test = test(writer, length);
            // A block is written whole or not at all, so that a file of the same length can be written over if it has
            // only one.
            boolean oneBlock = length <= 4096 && writer == Writer.OVERWRITES;
            assertThat(Verdict.of(test::survivesKill))
                    .as("kill, %d bytes", length)
                    .isEqualTo(oneBlock ? SURVIVES : expected.getKey());
            assertThat(Verdict.of(test::survivesPowerLoss))
                    .as("power loss, %d bytes", length)
                    .isEqualTo(oneBlock ? SURVIVES : expected.getValue());
        }
    }

    static CrashTest test(Writer writer, int length) {
        String before = content("old", length);
        String after = content("new", length);
        return CrashTest.of(directory -> writer.replace(directory, after.getBytes(StandardCharsets.US_ASCII)))
                .startingFrom(directory -> Files.writeString(directory.resolve("state"), encoded(writer, before)))
                .expectAlways(
                        directory -> assertThat(read(directory)).isIn(encoded(writer, before), encoded(writer, after)))
                .expectOnceReturned(directory -> assertThat(read(directory)).isEqualTo(encoded(writer, after)));
    }

    private static String content(String word, int length) {
        return word.repeat(length / word.length());
    }

    private static String encoded(Writer writer, String content) {
        return writer == Writer.JACKSON
                ? '"' + java.util.Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.US_ASCII)) + '"'
                : content;
    }

    private static String read(Path directory) throws Exception {
        return Files.readString(directory.resolve("state"));
    }
}
