package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static io.github.atomicwrite.Directories.attribute;
import static io.github.atomicwrite.Directories.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Root with some of its rights writes the file of another user, as services in containers do. */
class RightsTest {
    private static final String ALL_BUT_CHOWN = "-fowner,-dac_override,-fsetid";
    private static final int ANOTHER = 1234;

    @TempDir
    private Path directory;

    private Path work;
    private Path target;

    @BeforeEach
    void makeAFileOfAnother() throws IOException {
        assumeTrue(ChildJvm.isRoot(), "only root has rights to give up");
        Programs.assumeInstalled("setpriv");
        work = Files.createDirectory(directory.resolve("work"));
        target = fileOf(ChildJvm.NOBODY, "target", 0640);
    }

    private Path fileOf(int owner, String name, int mode) throws IOException {
        Path file = Files.writeString(work.resolve(name), "old");
        Files.setAttribute(file, "unix:uid", owner);
        Files.setAttribute(file, "unix:gid", owner);
        Files.setAttribute(file, "unix:mode", mode);
        return file;
    }

    private static String write(String rights, Object... arguments) throws Exception {
        return ChildJvm.of(Write.class)
                .after("setpriv", "--bounding-set", rights)
                .run(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL_BUT_CHOWN, "-chown", "-chown,-fowner,-dac_override,-fsetid", "-fowner", "-fsetid"})
    @DisplayName("W9 With every mix of rights, a write succeeds, keeps the permissions, and leaves nothing behind")
    void succeedsWithEveryMixOfRights(String missing) throws Exception {
        assertThat(write(missing, target)).isEqualTo("written");
        assertThat(target).hasContent("new");
        assertThat(mode(target)).hasToString("0640");
        assertHoldsOnly(work, "target");
    }

    @Test
    @DisplayName("W9 With the right to give files away, and no other, the new file gets owner and group")
    void keepsOwnerAndGroupWithTheRightToGiveFilesAway() throws Exception {
        assertThat(write(ALL_BUT_CHOWN, target)).isEqualTo("written");
        assertThat(attribute(target, "unix:uid")).isEqualTo(ChildJvm.NOBODY);
        assertThat(attribute(target, "unix:gid")).isEqualTo(ChildJvm.NOBODY);
        assertThat(mode(target)).hasToString("0640");
        assertHoldsOnly(work, "target");
    }

    @Test
    @DisplayName("W7 W9 With the right to give files away, and no other, a mode that is asked for is set exactly")
    void setsAnExplicitModeWithTheRightToGiveFilesAway() throws Exception {
        assertThat(write(ALL_BUT_CHOWN, target, "0604")).isEqualTo("written");
        assertThat(target).hasContent("new");
        assertThat(mode(target)).hasToString("0604");
        assertHoldsOnly(work, "target");
    }

    @Test
    @DisplayName("W9 Inherited set-id bits are kept with the owner only, also with the right to give files away alone")
    void lendsNoRightsOfAnotherUser() throws Exception {
        Path program = fileOf(ChildJvm.NOBODY, "program", 06755);
        assertThat(write(ALL_BUT_CHOWN, program)).isEqualTo("written");
        assertThat(program).hasContent("new");
        assertThat(mode(program).bits() & 0777).isEqualTo(0755);
        if (mode(program).bits() != 0755) {
            assertThat(attribute(program, "unix:uid")).isEqualTo(ChildJvm.NOBODY);
            assertThat(attribute(program, "unix:gid")).isEqualTo(ChildJvm.NOBODY);
        }
        assertHoldsOnly(work, "target", "program");
    }

    @Test
    @DisplayName("W4 W9 In a sticky directory of another, where nothing of others can be replaced, nothing is left")
    void leavesNothingInAStickyDirectoryOfAnother() throws Exception {
        Files.setAttribute(work, "unix:uid", ANOTHER);
        Files.setAttribute(work, "unix:mode", 01777);
        assertThat(write(ALL_BUT_CHOWN, target)).contains("Exception");
        assertThat(target).hasContent("old");
        assertThat(mode(target)).hasToString("0640");
        assertHoldsOnly(work, "target");
    }

    /** Writes a file, in a mode where one is given, and prints the error if there is one. */
    static final class Write {
        public static void main(String[] arguments) {
            FileMode mode = arguments.length > 1 ? FileMode.parse(arguments[1]) : null;
            try {
                AtomicFileWriter.create().withMode(mode).writeString(Path.of(arguments[0]), "new");
                System.out.println("written");
            } catch (IOException failed) {
                System.out.println(failed);
            }
        }
    }
}
