package com.example.writers;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.AdoptingPage;
import io.github.atomicwrite.test.CrashTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The page shows the verdicts that the crash test gives. */
class DocumentedVerdictsTest {
    private static final int LENGTH = 9_000;
    private static final int KILL = 1;
    private static final int POWER_LOSS = 3;

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "temporary, force, atomic move, force of the directory",
                        Writer.RIGHT_BY_HAND,
                        Writer.RIGHT_BY_STREAM,
                        Writer.RIGHT_BY_ASYNCHRONOUS_CHANNEL),
                row("`AtomicFileWriter`, `FULL`", Writer.OURS_FULL),
                row("`AtomicFileWriter`, `CONTENT`", Writer.OURS_CONTENT),
                row("`AtomicFileWriter`, `NONE`", Writer.OURS_NONE),
                row("without a force of the content", Writer.NO_FORCE),
                row("without a force of the directory", Writer.NO_DIRECTORY_FORCE),
                row("without any force", Writer.NOTHING_FORCED),
                row("the directory forced before the move", Writer.DIRECTORY_FORCED_FIRST),
                row("the content forced after the move", Writer.FORCED_AFTER_THE_MOVE),
                row("the target deleted before the move", Writer.DELETES_BEFORE_THE_MOVE),
                row("`File.delete`, then `File.renameTo`", Writer.RENAMES_BY_FILE),
                row("`Files.move` with `REPLACE_EXISTING`", Writer.MOVES_WITHOUT_ATOMIC_MOVE),
                row("`Files.copy` with `REPLACE_EXISTING`", Writer.COPIES_OVER),
                row("`Files.write` |", Writer.FILES_WRITE),
                row("`FileOutputStream` |", Writer.FILE_OUTPUT_STREAM),
                row("Jackson 3, `writeValue(File, …)`", Writer.JACKSON),
                row("truncate, write, force", Writer.TRUNCATES_AND_FORCES),
                row("write over the old content", Writer.OVERWRITES),
                row("`RandomAccessFile.setLength(0)`, write, force", Writer.RANDOM_ACCESS_FILE),
                row("a temporary in another directory", Writer.TEMPORARY_ELSEWHERE),
                row("`StandardOpenOption.DSYNC`", Writer.OPENED_WITH_DSYNC, Writer.RANDOM_ACCESS_FILE_RWS),
                row("`FileDescriptor.sync`", Writer.SYNCED_BY_DESCRIPTOR),
                row("a mapped buffer, another process", Writer.MAPPED, Writer.ANOTHER_PROCESS));
    }

    private static Arguments row(String beginning, Writer... writers) {
        return Arguments.of(beginning, List.of(writers));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("T1 T2 each row of the page has the figures that are found")
    void areTheVerdictsThatAreGiven(String beginning, List<Writer> writers) throws Exception {
        List<String> cells = AdoptingPage.row(beginning);
        for (Writer writer : writers) {
            CrashTest test = WriterTest.test(writer, LENGTH);
            assertThat(AdoptingPage.figure(test::survivesKill))
                    .as("%s, kill", writer)
                    .isEqualTo(cells.get(KILL));
            assertThat(AdoptingPage.figure(test::survivesPowerLoss))
                    .as("%s, power loss", writer)
                    .isEqualTo(ofThisJdk(cells.get(POWER_LOSS)));
        }
    }

    /** One cell has two figures: "no verdict on JDK 17; 0 of 15 on JDK 25". */
    private static String ofThisJdk(String cell) {
        boolean isLater = Runtime.version().feature() > 17;
        return Stream.of(cell.split("; ", -1))
                .filter(part -> !part.contains(" on JDK ") || part.endsWith(" on JDK 17") != isLater)
                .findFirst()
                .orElseThrow()
                .replaceFirst(" on JDK \\d+$", "");
    }

    @Test
    @DisplayName("T1 T2 the page has a row for every program that is judged")
    void areComplete() {
        Set<Writer> shown = EnumSet.noneOf(Writer.class);
        rows().forEach(row -> ((List<?>) row.get()[1]).forEach(writer -> shown.add((Writer) writer)));
        assertThat(shown).containsExactlyInAnyOrder(Writer.values());
    }
}
