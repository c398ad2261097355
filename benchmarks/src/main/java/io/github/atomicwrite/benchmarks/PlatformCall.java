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
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures the JDK's calls that a write consists of: the lower bound for a Java program. */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
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
    private AsynchronousFileChannel held;
    private Path descriptor;

    /** Creates the files. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        file = directory.resolve("file");
        other = directory.resolve("other");
        Files.write(file, new byte[4096]);
        held = AsynchronousFileChannel.open(file, READ, unused);
        descriptor = descriptorOf(file);
    }

    /** Finds the path that leads to an open file; its own path where the system has no such directory. */
    private static Path descriptorOf(Path file) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.notExists(descriptors)) {
            return file;
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(one -> leadsTo(one, file)).findFirst().orElseThrow();
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.isSameFile(descriptor, file);
        } catch (IOException closed) {
            return false;
        }
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        held.close();
        unused.shutdown();
        Workplace.delete(directory);
    }

    /** Looks up mode, owner and group, as for the target. */
    @Benchmark
    public Map<String, Object> lookWithOwner() throws IOException {
        return Files.readAttributes(file, "unix:mode,uid,gid,fileKey", LinkOption.NOFOLLOW_LINKS);
    }

    /** Looks up mode, owner and group of an open file, as for the new temporary. */
    @Benchmark
    public Map<String, Object> lookThroughDescriptor() throws IOException {
        return Files.readAttributes(descriptor, "unix:mode,uid,gid,fileKey");
    }

    /** Reads the link that shows which file a descriptor belongs to. */
    @Benchmark
    public Path readDescriptorLink() throws IOException {
        return Files.readSymbolicLink(descriptor);
    }

    /** Looks up whether a file exists, and which one it is. */
    @Benchmark
    public BasicFileAttributes look() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Lists the extended attributes, as for the replaced file. */
    @Benchmark
    public List<String> listAttributes() throws IOException {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .list();
    }

    /** Opens and closes a file, as for holding the replaced file open. */
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

    /** Sets the mode of an open file. */
    @Benchmark
    public Path setMode() throws IOException {
        return Files.setAttribute(descriptor, "unix:mode", 0644);
    }

    /** Opens, forces and closes a directory. */
    @Benchmark
    public void forceDirectory() throws IOException {
        try (AsynchronousFileChannel opened = AsynchronousFileChannel.open(directory, READ, unused)) {
            opened.force(true);
        }
    }

    /** Moves a file to another name and back. */
    @Benchmark
    public void moveTwice() throws IOException {
        Files.move(file, other, StandardCopyOption.ATOMIC_MOVE);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
