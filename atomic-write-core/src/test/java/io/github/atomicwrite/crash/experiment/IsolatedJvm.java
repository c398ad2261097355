package io.github.atomicwrite.crash.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.volume.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM with mounts and process IDs of its own, in which experiments may mount, cut and kill as they like.
 *
 * <p>It is the first process of its namespace: when it ends, the kernel kills every other one in there, and with the last
 * go the mounts, the memory that holds the images, and the loop devices, which clear themselves. It ends when the
 * tests do, be they killed: it watches its standard input.
 */
public final class IsolatedJvm {
    /** Where it mounts memory of its own; nobody outside sees it. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private IsolatedJvm() {}

    /** Runs an experiment in a lab, and returns what it has found. */
    public static Findings run(Class<? extends Experiment> experiment, String argument) throws IOException {
        Path report = Files.createTempFile("crash-report", ".json");
        try {
            Process lab = new ProcessBuilder(List.of(
                            "unshare",
                            "--mount",
                            "--propagation",
                            "private",
                            "--pid",
                            "--fork",
                            "--kill-child",
                            "--mount-proc",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:-UsePerfData",
                            "-Dcrash.seed=" + Evidence.SEED,
                            "-cp",
                            System.getProperty("java.class.path"),
                            IsolatedJvm.class.getName(),
                            experiment.getName(),
                            argument,
                            report.toString()))
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader messages = lab.inputReader()) {
                messages.lines().forEach(System.out::println);
            }
            assertThat(lab.waitFor()).as("exit code of the lab").isZero();
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
     * Runs within the namespaces.
     *
     * @param args the experiment's class, its argument, and where to write the report
     */
    public static void main(String[] args) throws Exception {
        endWithStandardInput();
        Command.run("mount", "-t", "tmpfs", "-o", "size=6g", "tmpfs", MEMORY);
        Constructor<?> constructor = Class.forName(args[0]).getDeclaredConstructor(String.class);
        Experiment experiment = (Experiment) constructor.newInstance(args[1]);
        Findings findings = new Findings();
        experiment.run(Files.createDirectory(MEMORY.resolve("room")), findings);
        Files.writeString(Path.of(args[2]), Evidence.JSON.writeValueAsString(findings.report()));
        Runtime.getRuntime().halt(0);
    }

    private static void endWithStandardInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException alsoTheEnd) {
                        // as if it had ended
                    }
                    Runtime.getRuntime().halt(1);
                },
                "watch");
        watch.setDaemon(true);
        watch.start();
    }
}
