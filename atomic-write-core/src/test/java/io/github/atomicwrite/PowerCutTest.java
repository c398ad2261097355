package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.atomicwrite.SimulatedDisk.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power is cut before every step of every entry point, on a disk that keeps no more than it must. */
class PowerCutTest {
    private static final Optional<String> OLD = Optional.of("the old content");
    private static final Optional<String> NEW = Optional.of("the new content");

    @TempDir
    private Path directory;

    private Path target;

    @BeforeEach
    void nameTheTarget() {
        target = directory.resolve("target");
    }

    /**
     * Everything that may be found after a cut at any step, the last "step" being the time after the write has
     * returned.
     */
    private Set<Optional<String>> statesAtEveryStep(
            EntryPoint entryPoint, Durability durability, Optional<String> before) throws IOException {
        return statesAtEveryStep(entryPoint, durability, before, SimulatedDisk::new);
    }

    private Set<Optional<String>> statesAtEveryStep(
            EntryPoint entryPoint, Durability durability, Optional<String> before, Supplier<SimulatedDisk> disks)
            throws IOException {
        Set<Optional<String>> states = new HashSet<>();
        boolean returned = false;
        for (int step = 1; !returned; step++) {
            try (SimulatedDisk disk = disks.get().crashingAt(step)) {
                returned = write(entryPoint, durability, before, disk);
                states.addAll(disk.statesAfterPowerCut(target, before));
            }
            for (Path leftover : Directories.temporaries(directory)) {
                Files.delete(leftover);
            }
        }
        return states;
    }

    private Set<Optional<String>> statesAfterReturn(EntryPoint entryPoint, Durability durability) throws IOException {
        try (SimulatedDisk disk = new SimulatedDisk()) {
            assertThat(write(entryPoint, durability, OLD, disk)).isTrue();
            return disk.statesAfterPowerCut(target, OLD);
        }
    }

    private boolean write(EntryPoint entryPoint, Durability durability, Optional<String> before, SimulatedDisk disk)
            throws IOException {
        Files.deleteIfExists(target);
        if (before.isPresent()) {
            Files.writeString(target, before.get());
        }
        Throwable thrown = catchThrowable(
                () -> entryPoint.write(disk.writer().withDurability(durability), target, NEW.orElseThrow()));
        assertThat(thrown)
                .satisfiesAnyOf(
                        e -> assertThat(e).isNull(),
                        e -> assertThat(e).isInstanceOf(SimulatedDisk.Crash.class),
                        e -> assertThat(e).isInstanceOf(UnconfirmedWriteException.class));
        return thrown == null;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 After a power cut at any step the file is old or new, with FULL and with CONTENT")
    void isOldOrNewAfterACutAtAnyStep(EntryPoint entryPoint) throws IOException {
        for (Durability durability : new Durability[] {Durability.FULL, Durability.CONTENT}) {
            assertThat(statesAtEveryStep(entryPoint, durability, OLD)).containsExactlyInAnyOrder(OLD, NEW);
            assertThat(statesAtEveryStep(entryPoint, durability, Optional.empty()))
                    .containsExactlyInAnyOrder(Optional.empty(), NEW);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 W3 With FULL, a disk that gives a replaced file's blocks away at once doesn't tear it either")
    void isOldOrNewWhereBlocksAreReused(EntryPoint entryPoint) throws IOException {
        assertThat(statesAtEveryStep(entryPoint, Durability.FULL, OLD, () -> new SimulatedDisk().reusingBlocks()))
                .containsExactlyInAnyOrder(OLD, NEW);
        assertThat(statesAtEveryStep(entryPoint, Durability.CONTENT, OLD, () -> new SimulatedDisk().reusingBlocks()))
                .as("the model has teeth: with CONTENT nothing says until when to hold it")
                .contains(Optional.of("another file's content"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W2 Nor does such a disk tear a file that someone has created since the write began")
    void isWholeIfSomeoneCreatesItMeanwhile(EntryPoint entryPoint) throws IOException {
        Set<Optional<String>> states = new HashSet<>();
        boolean returned = false;
        for (int step = 1; !returned; step++) {
            SimulatedDisk reusing = new SimulatedDisk().reusingBlocks().before(Verb.CREATE, this::createTheTarget);
            try (SimulatedDisk disk = reusing.crashingAt(step)) {
                returned = write(entryPoint, Durability.FULL, Optional.empty(), disk);
                boolean created = disk.log().contains(Verb.CREATE);
                states.addAll(disk.statesAfterPowerCut(target, created ? OLD : Optional.empty()));
            }
            for (Path leftover : Directories.temporaries(directory)) {
                Files.delete(leftover);
            }
        }
        assertThat(states).containsExactlyInAnyOrder(Optional.empty(), OLD, NEW);
    }

    private void createTheTarget() {
        assertThat(catchThrowable(() -> Files.writeString(target, OLD.orElseThrow())))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W3 With FULL, the new content survives a power cut once the write has returned")
    void isNewOnceTheWriteHasReturned(EntryPoint entryPoint) throws IOException {
        assertThat(statesAfterReturn(entryPoint, Durability.FULL)).containsExactly(NEW);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W3 With CONTENT, a power cut can take a write that had returned: the model has teeth")
    void canLoseTheMoveWithContent(EntryPoint entryPoint) throws IOException {
        assertThat(statesAfterReturn(entryPoint, Durability.CONTENT)).containsExactlyInAnyOrder(OLD, NEW);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("W3 With NONE, a power cut can tear the file: the model has teeth")
    void canTearWithNone(EntryPoint entryPoint) throws IOException {
        assertThat(statesAfterReturn(entryPoint, Durability.NONE))
                .contains(OLD, NEW)
                .contains(Optional.of("")) // lost
                .contains(Optional.of("\0".repeat(15))) // zeros
                .contains(Optional.of("the new")); // cut
    }

    @Test
    @DisplayName("W2 Content that was written in many pieces is old or new all the same")
    void isOldOrNewInPieces() throws IOException {
        Files.writeString(target, OLD.orElseThrow());
        boolean returned = false;
        for (int step = 1; !returned; step++) {
            try (SimulatedDisk disk = new SimulatedDisk().crashingAt(step)) {
                returned = catchThrowable(() -> disk.writer().write(target, out -> {
                            for (String piece : new String[] {"the ", "new ", "content"}) {
                                out.write(piece.getBytes(StandardCharsets.US_ASCII));
                                out.flush();
                            }
                        }))
                        == null;
                assertThat(disk.statesAfterPowerCut(target, OLD)).isSubsetOf(OLD, NEW);
            }
        }
    }
}
