package io.github.atomicwrite.crash.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.volume.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A JVM with its own mounts and process IDs, where an experiment may mount, cut and kill freely.
 *
 * <p>It is the first process of its PID namespace. When it ends, the kernel kills all other processes of the namespace.
 * Then the mounts, the memory with the images, and the loop devices disappear. The JVM watches its standard input, so
 * it ends with the tests, even if they are killed.
 */
public final class IsolatedJvm {
    /** The mount point of its own tmpfs, which other processes do not see. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private IsolatedJvm() {}

    /** Runs an experiment in a new JVM, and returns its findings. */
    public static Findings run(Class<? extends Experiment> experiment, String argument) throws IOException {
        Path report = Files.createTempFile("crash-report", ".json");
        try {
            List<String> command = new ArrayList<>(List.of(
                    "unshare",
                    "--mount",
                    "--propagation",
                    "private",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "--mount-proc",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:-UsePerfData",
                    "-Dcrash.seed=" + Evidence.SEED));
            command.addAll(ChildJvm.nativeAccess());
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    IsolatedJvm.class.getName(),
                    experiment.getName(),
                    argument,
                    report.toString()));
            Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output;
            try (BufferedReader messages = jvm.inputReader()) {
                output = messages.lines().collect(Collectors.joining("\n"));
            }
            assertThat(jvm.waitFor())
                    .as("exit code of %s %s, which printed:\n%s", experiment.getSimpleName(), argument, output)
                    .isZero();
            Findings findings = new Findings();
            findings.addAll(Evidence.JSON.readValue(Files.readString(report), Findings.Report.class));
            return findings;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } finally {
            Files.delete(report);
        }
    }

    /**
     * Runs inside the namespaces.
     *
     * @param args the class of the experiment, its argument, and the file for the findings
     */
    public static void main(String[] args) throws Exception {
        endWithStandardInput();
        Command.run("mount", "-t", "tmpfs", "-o", "size=6g", "tmpfs", MEMORY);
        Constructor<?> constructor = Class.forName(args[0]).getDeclaredConstructor(String.class);
        Experiment experiment = (Experiment) constructor.newInstance(args[1]);
        Findings findings = new Findings();
        experiment.run(Files.createDirectory(MEMORY.resolve("scratch")), findings);
        Files.writeString(Path.of(args[2]), Evidence.JSON.writeValueAsString(findings.report()));
        Runtime.getRuntime().halt(0);
    }

    private static void endWithStandardInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException unreadable) {
                        // A standard input that can't be read has ended.
                    }
                    Runtime.getRuntime().halt(1);
                },
                "watch");
        watch.setDaemon(true);
        watch.start();
    }
}
