package com.example.seen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.test.CrashTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final CrashTest SEEN = CrashTest.of(directory -> new Seen(directory).add("b"))
            .startingFrom(directory -> new Seen(directory).add("a"))
            .expectAlways(directory -> assertThat(new Seen(directory).ids()).isIn(Set.of("a"), Set.of("a", "b")))
            .expectOnceReturned(
                    directory -> assertThat(new Seen(directory).ids()).containsExactly("a", "b"));

    @Test
    @DisplayName("T1 the message names the step, the caller, the files, and what the loader threw")
    void namesEverythingThatIsNeededToFindTheFlaw() {
        assertThatThrownBy(SEEN::survivesKill)
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        1 of 3 crash states breaks the expectation. The first:
                          A kill after FileOutputStream.open, called from \
                        com.example.seen.Seen.save(Seen.java:40), leaves
                            seen.json: 0 bytes
                          and then: IllegalArgumentException: No content to map due to end-of-input
                        2 steps, all 3 crash states tried""")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("T1 after a power loss, the message lists what was lost")
    void listsWhatNothingHadForced() {
        CrashTest test = CrashTest.of(MessageTest::replaceWithoutForce)
                .startingFrom(directory -> Files.writeString(directory.resolve("state"), "old"))
                .expectAlways(directory ->
                        assertThat(Files.readString(directory.resolve("state"))).isIn("old", "new"));
        assertThatThrownBy(test::survivesPowerLoss)
                .hasMessageContaining(
                        "A power loss after Files.move (rename), called from com.example.seen.MessageTest")
                .hasMessageContaining("""
                        leaves
                            state: 0 bytes
                          because nothing had forced
                            the length of state.tmp
                            bytes 0 to 2 of state.tmp
                          and then: AssertionError: Expecting actual: "" to be in: ["old", "new"]
                        """);
    }

    private static void replaceWithoutForce(Path directory) throws IOException {
        Path temporary = directory.resolve("state.tmp");
        Files.writeString(temporary, "new");
        Files.move(temporary, directory.resolve("state"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    @DisplayName("T1 a path in the message is the one that the user knows, not that of the state")
    void leavesOutTheDirectoryOfTheState() {
        CrashTest test = CrashTest.of(directory -> Files.delete(directory.resolve("state")))
                .startingFrom(directory -> Files.createFile(directory.resolve("state")))
                .expectAlways(directory -> Files.readString(directory.resolve("state")));
        assertThatThrownBy(test::survivesKill).hasMessageContaining("and then: NoSuchFileException: state\n");
    }

    @Test
    @DisplayName("T1 work that is done by a thread of the JDK is named by the line that waits for it")
    void namesTheLineThatWaitsForAnotherThread() {
        CrashTest test = CrashTest.of(MessageTest::writeInAnotherThread)
                .startingFrom(directory -> Files.createFile(directory.resolve("state")))
                .expectAlways(
                        directory -> assertThat(directory.resolve("state")).isEmptyFile());
        assertThatThrownBy(test::survivesKill)
                .hasMessageContaining("A kill after AsynchronousFileChannel.write, called from "
                        + "com.example.seen.MessageTest.writeInAnotherThread(MessageTest.java:");
    }

    private static void writeInAnotherThread(Path directory) throws Exception {
        try (AsynchronousFileChannel file =
                AsynchronousFileChannel.open(directory.resolve("state"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(5), 0).get();
        }
    }
}
