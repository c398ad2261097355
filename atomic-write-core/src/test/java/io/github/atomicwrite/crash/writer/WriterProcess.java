package io.github.atomicwrite.crash.writer;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ChildJvm;
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

/** A running {@link WriterMain}: starts it, sends commands, and reads answers. */
public final class WriterProcess implements AutoCloseable {
    /** The launcher of the JDK that runs the tests. */
    public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** The classes of the library and of the crash tests, without their dependencies. */
    public static final String CLASS_PATH = codeSource(AtomicFileWriter.class) + ":" + codeSource(WriterMain.class);

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
     * Starts a writer process, and waits for the end of its warm-up.
     *
     * @param warmUp a directory for the warm-up
     * @param prefix a command that starts the process as another user or with limits; may be empty
     * @param writers the writers that the commands use; none means all
     */
    public static WriterProcess start(Path warmUp, List<String> prefix, FileReplacer... writers) throws IOException {
        return start(CLASS_PATH, warmUp, prefix, writers);
    }

    /** As the other method, with the classes at another place. */
    public static WriterProcess start(String classPath, Path warmUp, List<String> prefix, FileReplacer... writers)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                JAVA.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-Xmx256m"));
        command.addAll(ChildJvm.nativeAccess());
        command.addAll(List.of("-cp", classPath, WriterMain.class.getName(), warmUp.toString()));
        for (FileReplacer writer : writers) {
            command.add(writer.name());
        }
        return new WriterProcess(
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
    }

    public long pid() {
        return process.pid();
    }

    /** Returns the ID of the one thread that writes. */
    public long writingThread() {
        return writingThread;
    }

    /** Lets the process write, and waits for the answer. */
    public String write(FileReplacer writer, Path target, VersionedContent content) throws IOException {
        begin("write", writer, target, content);
        return answer();
    }

    /** Sends a command to write, and returns without an answer. */
    public void begin(String command, FileReplacer writer, Path target, VersionedContent content) throws IOException {
        send(command, writer.name(), target, content.version(), content.length());
    }

    /** Sends the command to write all targets in one batch, and returns without an answer. */
    public void beginBatch(List<Path> targets, VersionedContent content) throws IOException {
        List<Object> words = new ArrayList<>(List.of("batch", content.version(), content.length()));
        words.addAll(targets);
        send(words.toArray());
    }

    /** Sends the command to write version after version, and returns without an answer. */
    public void writeVersions(FileReplacer writer, Path target, int length, AcknowledgementCounter counter)
            throws IOException {
        send("versions", writer.name(), target, length, counter.file());
    }

    /** Sends the command to read snapshot after snapshot of a published directory, and returns without an answer. */
    public void readVersions(Path directory, AcknowledgementCounter counter) throws IOException {
        send("read", directory, counter.file());
    }

    private static Path codeSource(Class<?> type) {
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

    /** Waits for the next answer. */
    public String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the writer process has ended with exit code " + awaitEnd());
        }
        return line;
    }

    /** Waits for the next answer or the end, and returns whether there was an answer. */
    public boolean hasAnswered() throws IOException {
        return answers.readLine() != null;
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
