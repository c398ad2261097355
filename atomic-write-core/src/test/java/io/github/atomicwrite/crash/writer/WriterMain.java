package io.github.atomicwrite.crash.writer;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PublishedDirectory;
import io.github.atomicwrite.UnconfirmedWriteException;
import io.github.atomicwrite.WriteBatch;
import io.github.atomicwrite.crash.content.AcknowledgementCounter;
import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.PublishedContent;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The main class of the process under test, which other processes trace, stop and kill.
 *
 * <p>It reads one command a line from its standard input, and answers each with one line. Words are separated by tabs.
 * Its first line is the ID of the thread that writes. It ends at the end of its standard input.
 *
 * <table>
 * <caption>The commands</caption>
 * <tr><th>command<th>arguments<th>effect and answer
 * <tr><td>{@code write}<td>writer, target, version, length
 *     <td>writes once; answers {@code done}, {@code failed …}, {@code unconfirmed …} or {@code undeclared …}
 * <tr><td>{@code interrupted}<td>writer, target, version, length
 *     <td>writes once, and is interrupted within each force; adds the number of interrupts to the answer, then
 *     {@code interrupted} if the thread still has its interrupt status
 * <tr><td>{@code batch}<td>version, length, targets …
 *     <td>writes all targets in one batch; answers as {@code write} does
 * <tr><td>{@code versions}<td>writer, target, length, counter
 *     <td>writes version after version; answers {@code stopped} when the counter asks it to stop, or at once when a
 *     write fails
 * <tr><td>{@code read}<td>published directory, counter
 *     <td>reads snapshot after snapshot, and counts them; answers {@code stopped} when the counter asks it to stop, or
 *     at once what it has found if that is not whole, or older than the version before
 * </table>
 */
final class WriterMain {
    private static final int WARM_UP_ROUNDS = 3;

    /** Logs an old version that could not be removed. The tests look for it themselves. */
    private static final Logger LOG = Logger.getLogger("io.github.atomicwrite");

    private final PrintStream answers;

    private WriterMain(PrintStream answers) {
        this.answers = answers;
    }

    /**
     * Warms up, then executes commands.
     *
     * @param args the directory for the warm-up, then the names of the writers that the commands use; none means all
     */
    public static void main(String[] args) throws Exception {
        LOG.setLevel(Level.OFF);
        List<String> names = List.of(args).subList(1, args.length);
        warmUp(
                Path.of(args[0]),
                names.isEmpty()
                        ? FileReplacer.all()
                        : names.stream().map(FileReplacer::named).toList());
        WriterMain main = new WriterMain(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        main.answers.println(
                Path.of("/proc/thread-self").toRealPath().getFileName().toString());
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            main.answers.println(main.execute(line.split("\t", -1)));
        }
    }

    /** Loads every class that a commit needs, a failed one included, so that a trace shows nothing but the commit. */
    private static void warmUp(Path directory, List<FileReplacer> writers) throws IOException {
        TargetDirectory warmUp = new TargetDirectory(Files.createDirectory(directory.resolve("warm-up")));
        for (FileReplacer writer : writers) {
            Path target = writer.in(warmUp.path()).target();
            Path parentMissing = writer.in(warmUp.path().resolve("none")).target();
            Path taken = writer.in(warmUp.path().resolve("taken")).target();
            Files.createDirectories(taken);
            for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                attempt(() -> writer.replace(target, new VersionedContent(0, 20_000).bytes()));
                attempt(() -> writer.replace(parentMissing, new byte[1]));
                attempt(() -> writer.replace(taken, new byte[1]));
                Files.deleteIfExists(warmUp.path().resolve(".mutant.tmp"));
            }
            warmUp.clear();
        }
        Files.delete(warmUp.path());
    }

    private String execute(String[] command) throws IOException {
        if (command[0].equals("batch")) {
            byte[] content = new VersionedContent(Long.parseLong(command[1]), Integer.parseInt(command[2])).bytes();
            return attempt(() -> commitBatch(List.of(command).subList(3, command.length), content));
        }
        if (command[0].equals("read")) {
            return readVersions(Path.of(command[1]), Path.of(command[2]));
        }
        FileReplacer writer = FileReplacer.named(command[1]);
        Path target = Path.of(command[2]);
        return switch (command[0]) {
            case "write" -> {
                byte[] content = new VersionedContent(Long.parseLong(command[3]), Integer.parseInt(command[4])).bytes();
                yield attempt(() -> writer.replace(target, content));
            }
            case "interrupted" -> {
                byte[] content = new VersionedContent(Long.parseLong(command[3]), Integer.parseInt(command[4])).bytes();
                Interrupter interrupter = Interrupter.of(Thread.currentThread());
                String outcome = attempt(() -> writer.replace(target, content));
                yield outcome + "\t" + interrupter.stop() + (Thread.interrupted() ? "\tinterrupted" : "");
            }
            case "versions" -> writeVersions(writer, target, Integer.parseInt(command[3]), Path.of(command[4]));
            default -> throw new IllegalArgumentException(Arrays.toString(command));
        };
    }

    private static void commitBatch(List<String> targets, byte[] content) throws IOException {
        try (WriteBatch batch = AtomicFileWriter.create().batch()) {
            for (String target : targets) {
                batch.writeBytes(Path.of(target), content);
            }
            batch.commit();
        }
    }

    /** The counter is in mapped memory: it survives this process, and a trace shows no system call for it. */
    private static String writeVersions(FileReplacer writer, Path target, int length, Path file) throws IOException {
        AcknowledgementCounter counter = AcknowledgementCounter.in(file);
        while (!counter.isStopped()) {
            long version = counter.get() + 1;
            byte[] content = new VersionedContent(version, length).bytes();
            String outcome = attempt(() -> writer.replace(target, content));
            if (!outcome.equals("done")) {
                return outcome;
            }
            counter.set(version);
        }
        return "stopped";
    }

    /** Opens snapshot after snapshot, and ends with the first one that is not whole. */
    private static String readVersions(Path directory, Path file) throws IOException {
        AcknowledgementCounter counter = AcknowledgementCounter.in(file);
        PublishedDirectory published = PublishedDirectory.at(directory, AtomicFileWriter.create());
        long newest = 0;
        while (!counter.isStopped()) {
            try (PublishedDirectory.Snapshot snapshot = published.open()) {
                Observed found = PublishedContent.in(snapshot.directory());
                if (found.kind() != Observed.Kind.WHOLE || found.version() < newest) {
                    return "found " + found + " after version " + newest;
                }
                newest = found.version();
            }
            counter.set(counter.get() + 1);
        }
        return "stopped";
    }

    /** An error counts as a failure: the JDK throws an AssertionError if fstat(2) fails. */
    private static String attempt(Attempt attempt) {
        try {
            attempt.run();
            return "done";
        } catch (UnconfirmedWriteException inPlace) {
            return "unconfirmed " + oneLine(inPlace);
        } catch (IOException | RuntimeException | Error failure) {
            return "failed " + oneLine(failure);
        } catch (Throwable undeclared) {
            return "undeclared " + oneLine(undeclared);
        }
    }

    private static String oneLine(Throwable failure) {
        String suppressed = failure.getSuppressed().length == 0 ? "" : " " + Arrays.toString(failure.getSuppressed());
        return (failure + suppressed).replaceAll("\\s+", " ");
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }
}
