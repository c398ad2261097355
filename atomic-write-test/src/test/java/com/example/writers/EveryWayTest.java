package com.example.writers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.test.CrashReport;
import io.github.atomicwrite.test.CrashTest;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way of the JDK to change a directory is seen: the final look finds nothing that was missed. */
class EveryWayTest {
    private static final int LARGE = 300_000;

    static Stream<Arguments> ways() {
        return Stream.of(
                way("Files.writeString", 2, d -> Files.writeString(d.resolve("new"), "text")),
                way("Files.write of lines", 2, d -> Files.write(d.resolve("new"), List.of("one", "two"))),
                way("Files.writeString, appending", 1, d -> {
                    Files.writeString(d.resolve("old"), "text", StandardOpenOption.APPEND);
                }),
                way("Files.newBufferedWriter", 2, d -> {
                    try (var out = Files.newBufferedWriter(d.resolve("new"))) {
                        out.write("text");
                    }
                }),
                way("Files.newOutputStream, zipped", 3, d -> {
                    try (var out = new GZIPOutputStream(Files.newOutputStream(d.resolve("new")))) {
                        out.write(1);
                    }
                }),
                way("Files.copy of a stream", 2, d -> {
                    Files.copy(new ByteArrayInputStream(new byte[10]), d.resolve("new"));
                }),
                way("Files.copy of a large file", 2, d -> Files.copy(d.resolve("large"), d.resolve("new"))),
                way("Files.copy, replacing", 3, d -> {
                    Files.copy(d.resolve("large"), d.resolve("old"), StandardCopyOption.REPLACE_EXISTING);
                }),
                way("Files.move", 1, d -> Files.move(d.resolve("old"), d.resolve("new"))),
                way("Files.delete", 1, d -> Files.delete(d.resolve("old"))),
                way("Files.createLink", 2, d -> {
                    Files.createLink(d.resolve("new"), d.resolve("old"));
                    Files.writeString(d.resolve("old"), "more", StandardOpenOption.APPEND);
                }),
                way("Files.createSymbolicLink", 2, d -> {
                    Files.createSymbolicLink(d.resolve("new"), Path.of("old"));
                    Files.writeString(d.resolve("new"), "more", StandardOpenOption.APPEND);
                }),
                way("Files.createDirectories", 4, d -> {
                    Files.writeString(Files.createDirectories(d.resolve("a/b")).resolve("file"), "text");
                }),
                way("Files.move of a directory", 3, d -> {
                    Files.move(d.resolve("sub"), d.resolve("other"));
                    Files.delete(d.resolve("other/file"));
                    Files.delete(d.resolve("other"));
                }),
                way("Files.createTempFile", 2, d -> Files.writeString(Files.createTempFile(d, "p", "s"), "text")),
                way("Files.createTempDirectory", 1, d -> Files.createTempDirectory(d, "p")),
                way("SecureDirectoryStream", 4, EveryWayTest::secureDirectoryStream),
                way("FileOutputStream", 3, d -> {
                    try (var out = new FileOutputStream(d.resolve("new").toFile())) {
                        out.write(1);
                        out.write(new byte[] {1, 2, 3}, 1, 2);
                    }
                }),
                way("FileOutputStream, appending", 1, d -> {
                    try (var out = new FileOutputStream(d.resolve("old").toFile(), true)) {
                        out.write(new byte[20]);
                    }
                }),
                way("FileOutputStream's channel", 2, d -> {
                    try (var out = new FileOutputStream(d.resolve("new").toFile())) {
                        out.getChannel().write(ByteBuffer.allocate(30));
                    }
                }),
                way("FileWriter", 2, d -> {
                    try (var out = new FileWriter(d.resolve("new").toFile(), StandardCharsets.UTF_8)) {
                        out.write("text");
                    }
                }),
                way("PrintWriter", 2, d -> {
                    try (var out = new PrintWriter(d.resolve("new").toFile(), StandardCharsets.UTF_8)) {
                        out.print("text");
                    }
                }),
                way("Properties.store", 2, d -> {
                    try (var out = Files.newOutputStream(d.resolve("new"))) {
                        new Properties().store(out, "comment");
                    }
                }),
                way("DataOutputStream", 2, d -> {
                    try (var out = new DataOutputStream(new BufferedOutputStream(
                            new FileOutputStream(d.resolve("new").toFile())))) {
                        out.writeLong(1);
                    }
                }),
                way("RandomAccessFile", 9, EveryWayTest::randomAccessFile),
                way("FileChannel", 6, EveryWayTest::fileChannel),
                way("FileChannel.transferTo", 2, d -> {
                    try (var in = FileChannel.open(d.resolve("large"));
                            var out = newFile(d)) {
                        in.transferTo(0, LARGE, out);
                    }
                }),
                way("FileChannel.transferFrom", 2, d -> {
                    try (var in = FileChannel.open(d.resolve("large"));
                            var out = newFile(d)) {
                        out.transferFrom(in, 0, 5_000);
                    }
                }),
                way("FileChannel.transferFrom a stream", 2, d -> {
                    try (var in = Channels.newChannel(
                                    new FileInputStream(d.resolve("old").toFile()));
                            var out = newFile(d)) {
                        out.transferFrom(in, 0, 1_000);
                    }
                }),
                way("InputStream.transferTo", 2, d -> {
                    try (var in = Files.newInputStream(d.resolve("old"));
                            var out = Files.newOutputStream(d.resolve("new"))) {
                        in.transferTo(out);
                    }
                }),
                way("File", 6, EveryWayTest::file),
                way("an open file that is moved", 4, d -> {
                    try (var out = newFile(d)) {
                        out.write(ByteBuffer.allocate(10));
                        Files.move(d.resolve("new"), d.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
                        out.write(ByteBuffer.allocate(10));
                    }
                }),
                way("an open file that is deleted", 2, d -> {
                    try (var out = newFile(d)) {
                        Files.delete(d.resolve("new"));
                        out.write(ByteBuffer.allocate(10));
                    }
                }),
                way("a relative path with links and dots", 1, d -> {
                    Path link = Files.createTempFile("link", "");
                    Files.delete(link);
                    Files.createSymbolicLink(link, d);
                    try {
                        Files.createDirectory(link.resolve("sub/../new"));
                    } finally {
                        Files.delete(link);
                    }
                }),
                way("another thread", 2, d -> {
                    ExecutorService executor = Executors.newSingleThreadExecutor();
                    executor.submit(() -> Files.writeString(d.resolve("new"), "text"))
                            .get();
                    executor.shutdown();
                }));
    }

    private static Arguments way(String name, int steps, CrashTest.Step action) {
        return Arguments.of(name, steps, action);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    @DisplayName("T2 every way to write is seen")
    void isSeen(String name, int steps, CrashTest.Step action) throws Exception {
        CrashTest test = CrashTest.of(action)
                .startingFrom(EveryWayTest::prepare)
                .expectAlways(directory -> assertThat(directory).isDirectory());
        CrashReport report = test.survivesKill();
        assertThat(report.steps()).as(name).isEqualTo(steps);
    }

    private static void prepare(Path directory) throws Exception {
        Files.writeString(directory.resolve("old"), "content");
        Files.write(directory.resolve("large"), new byte[LARGE]);
        Files.createDirectory(directory.resolve("sub"));
        Files.writeString(directory.resolve("sub/file"), "below");
    }

    private static FileChannel newFile(Path directory) throws Exception {
        return FileChannel.open(directory.resolve("new"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void secureDirectoryStream(Path directory) throws Exception {
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory);
                var sub = ((SecureDirectoryStream<Path>) listing).newDirectoryStream(Path.of("sub"))) {
            var stream = (SecureDirectoryStream<Path>) listing;
            try (var out = sub.newByteChannel(
                    Path.of("new"), Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                out.write(ByteBuffer.allocate(10));
            }
            sub.move(Path.of("new"), stream, Path.of("moved"));
            sub.deleteFile(Path.of("file"));
        }
    }

    private static void randomAccessFile(Path directory) throws Exception {
        try (var file = new RandomAccessFile(directory.resolve("new").toFile(), "rw")) {
            file.write(1);
            file.write(new byte[10]);
            file.write(new byte[10], 1, 5);
            file.seek(3);
            file.writeBytes("text");
            file.setLength(500);
            file.writeUTF("text");
            file.setLength(2);
            file.getChannel().write(ByteBuffer.allocate(5));
        }
    }

    private static void fileChannel(Path directory) throws Exception {
        try (var file = newFile(directory)) {
            file.write(ByteBuffer.allocate(10));
            file.write(ByteBuffer.allocateDirect(10), 5_000);
            file.write(new ByteBuffer[] {ByteBuffer.allocate(10), ByteBuffer.allocate(20)});
            file.truncate(7);
            file.force(false);
        }
    }

    private static void file(Path directory) throws Exception {
        File file = directory.resolve("new").toFile();
        assertThat(file.createNewFile()).isTrue();
        assertThat(file.createNewFile()).isFalse();
        assertThat(file.renameTo(directory.resolve("moved").toFile())).isTrue();
        assertThat(directory.resolve("a").toFile().mkdir()).isTrue();
        assertThat(directory.resolve("a/b").toFile().mkdirs()).isTrue();
        assertThat(directory.resolve("old").toFile().delete()).isTrue();
        File.createTempFile("prefix", null, directory.toFile());
    }
}
