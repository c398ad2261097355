package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.attribute;
import static io.github.atomicwrite.Directories.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.SimulatedDisk.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A set-user-ID file of another user is replaced by root: a temporary with that bit must never be root's. */
class SetIdWindowTest {
    private static final int SET_IDS = 06000;

    private final List<String> wider = new ArrayList<>();

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "target of mode {0}, asked for {1}")
    @CsvSource({"4755,", "6755,", "2755,", "644,4755", "4755,6711"})
    @DisplayName("W8 W9 The temporary has no set-id bit before it has the owner and the group of the replaced file")
    void hasNoSetIdBitsOfItsCreator(String before, @Nullable String asked) throws IOException {
        assumeTrue(ChildJvm.isRoot(), "only root may give files away");
        Path target = Files.writeString(directory.resolve("target"), "old");
        Files.setAttribute(target, "unix:uid", ChildJvm.NOBODY);
        Files.setAttribute(target, "unix:gid", ChildJvm.NOBODY);
        Files.setAttribute(target, "unix:mode", FileMode.parse(before).bits());
        FileMode explicit = asked == null ? null : FileMode.parse(asked);
        SimulatedDisk disk = new SimulatedDisk();
        for (Verb verb : Verb.values()) {
            disk.before(verb, () -> look(verb));
        }

        disk.writer().withMode(explicit).writeString(target, "new");

        assertThat(wider)
                .as("moments at which the temporary has set-id bits of root's")
                .isEmpty();
        assertThat(target).hasContent("new");
        assertThat(mode(target)).isEqualTo(explicit != null ? explicit : FileMode.parse(before));
        assertThat(attribute(target, "unix:uid")).isEqualTo(ChildJvm.NOBODY);
        assertThat(attribute(target, "unix:gid")).isEqualTo(ChildJvm.NOBODY);
    }

    private void look(Verb before) {
        for (Path temporary : Directories.temporaries(directory)) {
            boolean isForeign = attribute(temporary, "unix:uid") != ChildJvm.NOBODY
                    || attribute(temporary, "unix:gid") != ChildJvm.NOBODY;
            if (isForeign && (mode(temporary).bits() & SET_IDS) != 0) {
                wider.add("before " + before + ": " + mode(temporary));
            }
        }
    }
}
