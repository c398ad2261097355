package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PublishedDirectory;
import io.github.atomicwrite.WriteBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Measures the replacement of a directory of files of 4 KiB. Each way deletes what it replaces: the batch and the naive
 * code file by file, the others as the version before the last one.
 */
@SuppressWarnings("NullAway.Init") // JMH sets the fields or calls the set-up method
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WholeDirectory {
    private static final int SIZE = 4096;

    /** The source has the content, in another directory of the same file system. The move is not forced. */
    private static final String SCRIPT = """
            set -e
            cd "$1"
            old=$(readlink current || :)
            cp -a "$2" "v-$3"
            sync -f "v-$3"
            ln -s "v-$3" link
            mv -T link current
            [ -z "$old" ] || rm -r "$old"
            """;

    private final AtomicFileWriter writer = AtomicFileWriter.create();
    private final byte[] content = new byte[SIZE];

    /** The file system. */
    @Param({"ext4"})
    public String place;

    /** The number of files. */
    @Param({"1000"})
    public int files;

    private Path directory;
    private Path source;
    private Path target;
    private List<String> names;
    private PublishedDirectory published;
    private int version;

    /** Creates the directories, and the source that the script copies. */
    @Setup
    public void create() throws IOException {
        directory = Workplace.create(place);
        names = IntStream.range(0, files).mapToObj(i -> "file-" + i).toList();
        source = Files.createDirectory(directory.resolve("source"));
        write(source);
        target = Files.createDirectory(directory.resolve("target"));
        published = PublishedDirectory.at(target, writer).keeping(1);
    }

    /** Deletes the directory. */
    @TearDown
    public void delete() throws IOException {
        Workplace.delete(directory);
    }

    private void write(Path to) throws IOException {
        for (String name : names) {
            Files.write(to.resolve(name), content);
        }
    }

    /** Publishes a new version of all files. */
    @Benchmark
    public void publish() throws IOException {
        published.publish(this::write);
    }

    /** Replaces all files in one batch. */
    @Benchmark
    public void batch() throws IOException {
        try (WriteBatch batch = writer.batch()) {
            for (String name : names) {
                batch.writeBytes(target.resolve(name), content);
            }
            batch.commit();
        }
    }

    /** Overwrites all files. */
    @Benchmark
    public void naive() throws IOException {
        write(target);
    }

    /** Runs a shell script that copies the source, and moves a link to the copy. */
    @Benchmark
    public void shell() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh", "-c", SCRIPT, "sh", target.toString(), source.toString(), Integer.toString(version++))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
