package io.github.atomicwrite.benchmarks;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What the JDK's own calls cost of which a write consists: the floor under any Java program. */
@SuppressWarnings("NullAway.Init") // JMH fills the fields, or calls what does
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlatformCall {
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> READ_AND_WRITE = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

    /** The file system. */
    @Param({"tmpfs"})
    public String place;

    private final ExecutorService unused = Executors.newSingleThreadExecutor();
    private Path directory;
    private Path file;
    private Path other;

    /** Creates the files. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        file = directory.resolve("file");
        other = directory.resolve("other");
        Files.write(file, new byte[4096]);
    }

    /** Removes everything. */
    @TearDown
    public void delete() throws IOException {
        unused.shutdown();
        Workplace.delete(directory);
    }

    /** A look that tells mode, owner and group, as the target and the new temporary are given. */
    @Benchmark
    public Map<String, Object> lookWithOwner() throws IOException {
        return Files.readAttributes(file, "unix:mode,uid,gid,fileKey", LinkOption.NOFOLLOW_LINKS);
    }

    /** A look that tells whether there is something. */
    @Benchmark
    public BasicFileAttributes look() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** The extended attributes of the replaced file. */
    @Benchmark
    public List<String> listAttributes() throws IOException {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .list();
    }

    /** Opens and closes a file, as for holding what is replaced. */
    @Benchmark
    public void open() throws IOException {
        AsynchronousFileChannel.open(file, READ, unused).close();
    }

    /** Opens, locks and closes a file. */
    @Benchmark
    public FileLock openAndLock() throws IOException {
        try (AsynchronousFileChannel locked = AsynchronousFileChannel.open(file, READ_AND_WRITE, unused)) {
            return locked.tryLock(0, Long.MAX_VALUE, false);
        }
    }

    /** Sets a mode. */
    @Benchmark
    public Path setMode() throws IOException {
        return Files.setAttribute(file, "unix:mode", 0644);
    }

    /** Opens, forces and closes a directory. */
    @Benchmark
    public void forceDirectory() throws IOException {
        try (AsynchronousFileChannel opened = AsynchronousFileChannel.open(directory, READ, unused)) {
            opened.force(true);
        }
    }

    /** Moves a file to and fro. */
    @Benchmark
    public void moveTwice() throws IOException {
        Files.move(file, other, StandardCopyOption.ATOMIC_MOVE);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
