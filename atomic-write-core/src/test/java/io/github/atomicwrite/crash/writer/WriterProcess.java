package io.github.atomicwrite.crash.writer;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.crash.content.AcknowledgementCounter;
import io.github.atomicwrite.crash.content.VersionedContent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@link WriterMain}. */
public final class WriterProcess implements AutoCloseable {
    public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** The library and this package, without anything of the build. */
    public static final String CLASS_PATH = place(AtomicFileWriter.class) + ":" + place(WriterMain.class);

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final long writingThread;

    private WriterProcess(Process process) throws IOException {
        this.process = process;
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.writingThread = Long.parseLong(answer());
    }

    /**
     * Starts a writerProcess, and waits until it is warm.
     *
     * @param warmUp a directory in which it may write until then
     * @param prefix a command that starts it as somebody else, or within limits; may be empty
     * @param writers which writers will be asked for; all of them if none is named
     */
    public static WriterProcess start(Path warmUp, List<String> prefix, FileReplacer... writers) throws IOException {
        return start(CLASS_PATH, warmUp, prefix, writers);
    }

    /** Starts a writerProcess whose classes are elsewhere, where their user may read them. */
    public static WriterProcess start(String classPath, Path warmUp, List<String> prefix, FileReplacer... writers)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                JAVA.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx256m",
                "-cp",
                classPath,
                WriterMain.class.getName(),
                warmUp.toString()));
        for (FileReplacer writer : writers) {
            command.add(writer.name());
        }
        return new WriterProcess(
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
    }

    public long pid() {
        return process.pid();
    }

    /** The one thread that writes. */
    public long writingThread() {
        return writingThread;
    }

    public String write(FileReplacer writer, Path target, VersionedContent content) throws IOException {
        begin("write", writer, target, content);
        return answer();
    }

    /** Tells the writerProcess to write, and returns at once. */
    public void begin(String command, FileReplacer writer, Path target, VersionedContent content) throws IOException {
        send(command, writer.name(), target, content.version(), content.length());
    }

    /** Tells the writerProcess to write all targets in one batch, and returns at once. */
    public void beginBatch(List<Path> targets, VersionedContent content) throws IOException {
        List<Object> words = new ArrayList<>(List.of("batch", content.version(), content.length()));
        words.addAll(targets);
        send(words.toArray());
    }

    /** Lets the writerProcess write version after version; {@link #answer()} is how it ended. */
    public void writeVersions(FileReplacer writer, Path target, int length, AcknowledgementCounter counter)
            throws IOException {
        send("storm", writer.name(), target, length, counter.file());
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private void send(Object... words) throws IOException {
        List<String> line = new ArrayList<>();
        for (Object word : words) {
            line.add(word.toString());
        }
        commands.write(String.join("\t", line) + "\n");
        commands.flush();
    }

    public String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the subject has died, exit code " + awaitEnd());
        }
        return line;
    }

    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    public int awaitEnd() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("process " + pid() + " does not end");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        try {
            commands.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            kill();
        }
    }
}
