package io.github.atomicwrite.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PendingFile;
import io.github.atomicwrite.PublishedDirectory;
import io.github.atomicwrite.WriteBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that is killed in the middle of a write, of a batch and of a publish, all in one directory. */
final class KilledWriter {
    /** A pending file, two files of a batch and what guards them, a version and its lease. */
    private static final String READY = "ready";

    private KilledWriter() {}

    /** Leaves in the directory what the process leaves when it is killed. */
    static void leaveIn(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Tool.JAVA.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        directory.toString())
                .redirectError(Redirect.INHERIT)
                .start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(lines.readLine()).isEqualTo(READY);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /**
     * Writes halfway, and waits.
     *
     * @param arguments the directory
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        AtomicFileWriter writer = AtomicFileWriter.create();
        try (PendingFile pending = writer.open(directory.resolve("one"));
                WriteBatch batch = writer.batch()) {
            pending.output().write('x');
            batch.writeString(directory.resolve("two"), "content");
            batch.writeString(directory.resolve("three"), "content");
            PublishedDirectory.at(directory, writer).publish(next -> {
                Files.writeString(next.resolve("four"), "content");
                System.out.println(READY);
                System.in.read();
            });
        }
    }
}
