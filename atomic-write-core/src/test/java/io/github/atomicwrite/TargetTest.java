package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {
    private final AtomicFileWriter writer = AtomicFileWriter.create();

    @TempDir
    private Path directory;

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path target) {
        return assertThatThrownBy(() -> writer.writeString(target, "new"));
    }

    @Test
    @DisplayName("W10 The file at the end of a link is replaced, and the link stays")
    void followsALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path target = Files.writeString(real.resolve("target"), "old");
        Path absolute = Files.createSymbolicLink(directory.resolve("absolute"), target);
        Path relative = Files.createSymbolicLink(directory.resolve("relative"), Path.of("real/target"));
        Path twice = Files.createSymbolicLink(directory.resolve("twice"), Path.of("relative"));

        for (Path link : new Path[] {absolute, relative, twice}) {
            writer.writeString(link, "through " + link.getFileName());
            assertThat(target).hasContent("through " + link.getFileName());
            assertThat(link).isSymbolicLink();
        }
        assertHoldsOnly(directory, "real", "absolute", "relative", "twice");
        assertHoldsOnly(real, "target");
    }

    @Test
    @DisplayName("W10 The temporary lies beside the final target, not beside the link")
    void createsTheTemporaryBesideTheFinalTarget() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("real/target"));
        try (PendingFile file = writer.open(link)) {
            assertThat(Directories.temporaries(real)).hasSize(1);
            assertHoldsOnly(directory, "real", "link");
            file.commit();
        }
        assertHoldsOnly(real, "target");
    }

    @Test
    @DisplayName("W10 A dangling link's target is created")
    void createsWhatADanglingLinkMeans() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("absent"));
        writer.writeString(link, "new");
        assertThat(link).isSymbolicLink();
        assertThat(directory.resolve("absent")).hasContent("new").isRegularFile();
        assertHoldsOnly(directory, "link", "absent");
    }

    @Test
    @SuppressWarnings("try") // what is open is there to be linked to
    @DisplayName("W10 W11 What looks like a link, but leads to what has no name, is refused, and creates nothing")
    void refusesLinksToWhatHasNoName() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "only Linux shows descriptors as links");
        Path removed = Files.writeString(directory.resolve("removed"), "content");
        Pipe pipe = Pipe.open();
        try (InputStream open = Files.newInputStream(removed);
                Closeable source = pipe.source();
                Closeable sink = pipe.sink()) {
            Files.delete(removed);
            assertRefused(link(descriptors, removed + " (deleted)"))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("unnamed file");
            assertRefused(link(descriptors, "pipe:")).hasMessageContaining("unnamed file");
        }
        assertHoldsOnly(directory);
    }

    private static Path link(Path links, String text) throws IOException {
        try (Stream<Path> all = Files.list(links)) {
            return all.filter(link -> readLink(link).startsWith(text))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String readLink(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    @Test
    @DisplayName("W10 .. means the parent of what a link leads to, as it does to the kernel")
    void leavesDotDotToTheKernel() throws IOException {
        Path deep = Files.createDirectories(directory.resolve("a/b/deep"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), deep);
        writer.writeString(link.resolve("../target"), "new");
        assertThat(directory.resolve("a/b/target")).hasContent("new");

        Files.createSymbolicLink(directory.resolve("file-link"), Path.of("link/../from-link"));
        writer.writeString(directory.resolve("file-link"), "new");
        assertThat(directory.resolve("a/b/from-link")).hasContent("new");
        assertHoldsOnly(directory, "a", "link", "file-link");
    }

    @Test
    @DisplayName("W10 Forty hops are followed, as the kernel does, and one more is a loop")
    void followsFortyHops() throws IOException {
        Path target = Files.writeString(directory.resolve("link0"), "old");
        for (int i = 1; i <= 41; i++) {
            Files.createSymbolicLink(directory.resolve("link" + i), Path.of("link" + (i - 1)));
        }
        writer.writeString(directory.resolve("link40"), "new");
        assertThat(target).hasContent("new");
        assertRefused(directory.resolve("link41"))
                .isInstanceOf(FileSystemLoopException.class)
                .hasMessageContaining("link41");
    }

    @Test
    @DisplayName("W10 A loop is a FileSystemLoopException, in the last component and in those before")
    void refusesLoops() throws IOException {
        Files.createSymbolicLink(directory.resolve("ping"), Path.of("pong"));
        Files.createSymbolicLink(directory.resolve("pong"), Path.of("ping"));
        Files.createSymbolicLink(directory.resolve("self"), Path.of("self"));
        assertRefused(directory.resolve("ping")).isInstanceOf(FileSystemLoopException.class);
        assertRefused(directory.resolve("self")).isInstanceOf(FileSystemLoopException.class);
        assertRefused(directory.resolve("self/target")).isInstanceOf(FileSystemLoopException.class);
        assertRefused(directory.resolve("ping/a/target")).isInstanceOf(FileSystemLoopException.class);
        assertHoldsOnly(directory, "ping", "pong", "self");
    }

    @Test
    @DisplayName("W11 A directory is refused, also an empty one and at the end of a link")
    void refusesDirectories() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("empty"));
        assertRefused(empty)
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("is a directory");
        assertRefused(link).hasMessageContaining("link").hasMessageContaining("is a directory");
        assertRefused(empty.resolve(".")).hasMessageContaining("is a directory");
        assertRefused(empty.resolve("..")).hasMessageContaining("is a directory");
        assertRefused(Path.of("/")).hasMessageContaining("is a directory");
        assertThat(empty).isEmptyDirectory();
        assertHoldsOnly(directory, "empty", "link");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @DisplayName("W11 A FIFO that takes the target's place while the content is written doesn't make the commit wait")
    void isNotHeldUpByAFifo() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "old");
        try (PendingFile file = AtomicFileWriter.create().open(target)) {
            file.output().write('x');
            Files.delete(target);
            assertThat(new ProcessBuilder("mkfifo", target.toString()).start().waitFor())
                    .isZero();
            file.commit();
        }
        assertThat(target).hasContent("x");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W11 A FIFO, a socket and a device are refused: a move would replace them without a word")
    void refusesWhatIsNoRegularFile() throws Exception {
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        Path socket = directory.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            for (Path special : new Path[] {fifo, socket, Path.of("/dev/null")}) {
                assertRefused(special)
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageContaining(special.toString())
                        .hasMessageContaining("is not a regular file");
            }
        }
        assertHoldsOnly(directory, "fifo", "socket");
    }

    @Test
    @DisplayName("W11 A missing parent is named, also that of what a dangling link means")
    void refusesAMissingParent() throws IOException {
        Path parent = directory.resolve("no/such");
        assertRefused(parent.resolve("target"))
                .isInstanceOfSatisfying(
                        NoSuchFileException.class, e -> assertThat(e.getFile()).isEqualTo(parent.toString()));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("no/target"));
        assertRefused(link)
                .isInstanceOfSatisfying(
                        NoSuchFileException.class,
                        e -> assertThat(e.getFile())
                                .isEqualTo(directory.resolve("no").toString()));
        assertHoldsOnly(directory, "link");
    }

    @Test
    @DisplayName("W11 A parent that is no directory is named")
    void refusesAParentThatIsNoDirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "old");
        Files.createSymbolicLink(directory.resolve("link"), file);
        assertRefused(file.resolve("target"))
                .isInstanceOfSatisfying(
                        NotDirectoryException.class,
                        e -> assertThat(e.getFile()).isEqualTo(file.toString()));
        assertRefused(file.resolve("a/b/target"))
                .isInstanceOfSatisfying(
                        NotDirectoryException.class,
                        e -> assertThat(e.getFile()).isEqualTo(file.toString()));
        assertRefused(directory.resolve("link/target")).isInstanceOf(NotDirectoryException.class);
        assertThat(file).hasContent("old");
        assertHoldsOnly(directory, "file", "link");
    }

    @Test
    @DisplayName("W11 An empty path is refused")
    void refusesAnEmptyPath() {
        assertRefused(Path.of("")).isInstanceOf(FileSystemException.class).hasMessageContaining("empty path");
    }

    @Test
    @DisplayName("W11 What the kernel refuses is its error, with the path")
    void passesOnWhatTheKernelRefuses() {
        Path tooLong = directory.resolve("n".repeat(256));
        assertRefused(tooLong).isInstanceOf(FileSystemException.class).hasMessageContaining(tooLong.toString());
        assertHoldsOnly(directory);
    }

    @Test
    @DisplayName("W10 A relative path without a parent means the working directory")
    void writesToARelativePath() throws Exception {
        Process child = new ProcessBuilder(
                        "sh",
                        "-c",
                        "cd \"$1\" && shift && exec \"$@\"",
                        "sh",
                        directory.toString(),
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriteText.class.getName(),
                        "target",
                        "new")
                .inheritIO()
                .start();
        assertThat(child.waitFor()).isZero();
        assertThat(directory.resolve("target")).hasContent("new");
        assertHoldsOnly(directory, "target");
    }

    /** Writes a text to a path. */
    static final class WriteText {
        public static void main(String[] arguments) throws IOException {
            AtomicFileWriter.create().writeString(Path.of(arguments[0]), arguments[1]);
        }
    }

    @Test
    @DisplayName("W13 A hard link of the replaced file keeps the old content")
    void breaksHardLinks() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        Path other = Files.createLink(directory.resolve("other"), target);
        writer.writeString(target, "new");
        assertThat(target).hasContent("new");
        assertThat(other).hasContent("old");
    }
}
