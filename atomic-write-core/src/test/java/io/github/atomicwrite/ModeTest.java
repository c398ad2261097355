package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static io.github.atomicwrite.Directories.mode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes under every umask, in child processes, for the umask is one for a process. */
class ModeTest {
    private static final List<String> MODES = List.of("0600", "0644", "0400", "0755", "2750", "4755");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "027", "077"})
    @DisplayName("W7 Modes agree with those of a plain write, and an explicit mode is set exactly, under every umask")
    void agreesWithAPlainWrite(String umask) throws Exception {
        assertThat(ChildJvm.of(WriteInEveryMode.class).withUmask(umask).run(directory))
                .isEmpty();
    }

    /** Compares atomic writes with plain ones under its umask, and prints where they differ. */
    static final class WriteInEveryMode {
        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            AtomicFileWriter writer = AtomicFileWriter.create();

            Path plain = Files.writeString(directory.resolve("plain"), "new");
            writer.writeString(directory.resolve("atomic"), "new");
            expect(mode(plain), mode(directory.resolve("atomic")), "absent");

            for (String text : MODES) {
                FileMode mode = FileMode.parse(text);
                Path replaced = file(directory.resolve("replaced" + text), mode);
                writer.writeString(replaced, "new");
                expect(plainlyRewritten(directory, mode), mode(replaced), "present with " + mode);

                Path explicit = directory.resolve("explicit" + text);
                writer.withMode(mode).writeString(explicit, "new");
                expect(mode, mode(explicit), "absent, asked for " + mode);

                for (String other : MODES) {
                    Path both = file(directory.resolve("explicit" + text + "over" + other), FileMode.parse(other));
                    writer.withMode(mode).writeString(both, "new");
                    expect(mode, mode(both), "present with " + other + ", asked for " + mode);
                }
            }
        }

        /**
         * What the mode is after a write in place. Only root keeps the set-id bits, so for others they are put back.
         */
        private static FileMode plainlyRewritten(Path directory, FileMode mode) throws IOException {
            Path plain = file(directory.resolve("plain" + mode), mode);
            if (!Files.isWritable(plain)) {
                return mode; // a plain write fails, and so keeps it
            }
            Files.writeString(plain, "new");
            if (!ChildJvm.isRoot()) {
                Files.setAttribute(plain, "unix:mode", mode.bits());
            }
            return mode(plain);
        }

        private static Path file(Path path, FileMode mode) throws IOException {
            Files.writeString(path, "old");
            Files.setAttribute(path, "unix:mode", mode.bits());
            return path;
        }

        private static void expect(FileMode expected, FileMode found, String what) {
            if (!expected.equals(found)) {
                System.out.println(what + ": " + found + " instead of " + expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022"})
    @DisplayName("W8 The temporary is never open to more than the final mode is")
    void keepsTheTemporaryClosed(String umask) throws Exception {
        assertThat(ChildJvm.of(LookAtTemporary.class).withUmask(umask).run(directory))
                .isEmpty();
    }

    /** Looks at the temporary's mode while content is written to it, and prints what is wider than it may be. */
    static final class LookAtTemporary {
        public static void main(String[] arguments) throws IOException {
            Path directory = Path.of(arguments[0]);
            AtomicFileWriter writer = AtomicFileWriter.create();
            Path secret = Files.writeString(directory.resolve("secret"), "old");
            Files.setAttribute(secret, "unix:mode", 0640);

            expectClosed(directory, writer, secret);
            expectClosed(directory, writer.withMode(FileMode.of(0666)), secret);
            expectClosed(directory, writer.withMode(FileMode.of(0666)), directory.resolve("absent"));
        }

        private static void expectClosed(Path directory, AtomicFileWriter writer, Path target) throws IOException {
            try (PendingFile file = writer.open(target)) {
                file.output().write("secret".getBytes(StandardCharsets.UTF_8));
                file.output().flush();
                for (Path temporary : Directories.temporaries(directory)) {
                    if ((mode(temporary).bits() & 0077) != 0) {
                        System.out.println(target + ": " + mode(temporary));
                    }
                }
                file.commit();
            }
        }
    }

    @Test
    @DisplayName(
            "W7 W9 As a user without privileges: modes are the same, and inherited set-id bits go where the owner does")
    void worksWithoutPrivileges() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "only root can become someone else");
        ChildJvm.directoryForAll(directory);
        Path work = Files.createDirectory(directory.resolve("work"));
        Files.setAttribute(work, "unix:mode", 0777);

        Path ofRoot = Files.writeString(work.resolve("of-root"), "old");
        Files.setAttribute(ofRoot, "unix:mode", 06755);
        Path ofBoth = Files.writeString(work.resolve("of-both"), "old");
        Files.setAttribute(ofBoth, "unix:uid", ChildJvm.NOBODY);
        Files.setAttribute(ofBoth, "unix:mode", 06755);
        Path asked = Files.writeString(work.resolve("asked"), "old");
        Files.setAttribute(asked, "unix:mode", 0600);
        Path secret = Files.writeString(work.resolve("secret"), "old");
        Files.setAttribute(secret, "unix:mode", 0600);

        assertThat(ChildJvm.of(WriteUnprivileged.class).asNobody(directory).run(work))
                .isEmpty();

        assertThat(ofRoot).hasContent("new");
        assertThat(Directories.attribute(ofRoot, "unix:uid")).isEqualTo(ChildJvm.NOBODY);
        assertThat(mode(ofRoot)).as("owner and group lost").hasToString("0755");
        assertThat(mode(ofBoth)).as("group lost").hasToString("4755");
        assertThat(mode(asked)).as("an explicit mode is set as asked").hasToString("4711");
        assertThat(secret).hasContent("new");
        assertThat(mode(secret)).hasToString("0600");
        assertHoldsOnly(work, "of-root", "of-both", "asked", "secret");
    }

    /** Writes files that belong to root. */
    static final class WriteUnprivileged {
        public static void main(String[] arguments) throws IOException {
            Path work = Path.of(arguments[0]);
            AtomicFileWriter writer = AtomicFileWriter.create();
            writer.writeString(work.resolve("of-root"), "new");
            writer.writeString(work.resolve("of-both"), "new");
            writer.withMode(FileMode.of(04711)).writeString(work.resolve("asked"), "new");
            writer.writeString(work.resolve("secret"), "new");
        }
    }

    @Test
    @DisplayName("W7 A set-group-ID bit that the system drops without a word is an error where it was asked for")
    void reportsAModeThatCanNotBeSet() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "only root can become someone else");
        ChildJvm.directoryForAll(directory);
        Path work = Files.createDirectory(directory.resolve("work"));
        // New files get the directory's group, root's, which nobody is not in: chmod(2) drops the bit then.
        Files.setAttribute(work, "unix:mode", 02777);
        Path target = Files.writeString(work.resolve("target"), "old");

        String printed = ChildJvm.of(AskForSetGroupId.class).asNobody(directory).run(target);

        assertThat(printed).contains("mode 2755 was asked for").contains("0755");
        assertThat(target).hasContent("old");
        assertHoldsOnly(work, "target");
    }

    /** Asks for a mode that the system won't set, and prints what it is told. */
    static final class AskForSetGroupId {
        public static void main(String[] arguments) {
            try {
                AtomicFileWriter.create().withMode(FileMode.of(02755)).writeString(Path.of(arguments[0]), "new");
            } catch (IOException expected) {
                System.out.println(expected.getMessage());
            }
        }
    }

    @Test
    @DisplayName("W1 A directory that can't be opened, and so not be forced, fails the write while the target is old")
    void failsEarlyWhereTheDirectoryCanNotBeForced() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "root may open everything, so someone else must try");
        ChildJvm.directoryForAll(directory);
        Path work = Files.createDirectory(directory.resolve("work"));
        Path target = Files.writeString(work.resolve("target"), "old");
        Files.setAttribute(target, "unix:mode", 0644);
        Files.setAttribute(work, "unix:mode", 0333);

        String printed = ChildJvm.of(WriteToUnreadableDirectory.class)
                .asNobody(directory)
                .run(target);

        assertThat(printed)
                .startsWith("FULL: java.nio.file.AccessDeniedException: " + work)
                .contains("CONTENT: done");
        assertThat(target).hasContent("CONTENT");
        assertHoldsOnly(work, "target");
    }

    /** Writes with each durability until one works. */
    static final class WriteToUnreadableDirectory {
        public static void main(String[] arguments) throws IOException {
            Path target = Path.of(arguments[0]);
            AtomicFileWriter writer = AtomicFileWriter.create();
            try {
                writer.writeString(target, "FULL");
            } catch (IOException e) {
                System.out.println("FULL: " + e + " " + Files.readString(target));
            }
            writer.withDurability(Durability.CONTENT).writeString(target, "CONTENT");
            System.out.println("CONTENT: done");
        }
    }

    @Test
    @DisplayName("W4 Where nothing can be created the error says so, and nothing is changed")
    void failsWhereNothingCanBeCreated() throws Exception {
        assumeTrue(ChildJvm.isRoot(), "root may write anywhere, so someone else must try");
        ChildJvm.directoryForAll(directory);
        Path work = Files.createDirectory(directory.resolve("work"));
        Path target = Files.writeString(work.resolve("target"), "old");

        String printed = ChildJvm.of(TryToWrite.class).asNobody(directory).run(target);
        assertThat(printed).startsWith("java.nio.file.AccessDeniedException");

        Files.setAttribute(work, "unix:mode", 01777); // sticky: others may create, but not replace
        printed = ChildJvm.of(TryToWrite.class)
                .asNobody(Files.createDirectory(directory.resolve("again")))
                .run(target);
        assertThat(printed).contains("Operation not permitted");

        assertThat(target).hasContent("old");
        assertHoldsOnly(work, "target");
    }

    /** Tries to write, and prints the error. */
    static final class TryToWrite {
        public static void main(String[] arguments) {
            try {
                AtomicFileWriter.create().writeString(Path.of(arguments[0]), "new");
            } catch (IOException expected) {
                System.out.println(expected);
            }
        }
    }
}
