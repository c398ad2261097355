package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java program of the test tree in a process of its own: with another umask or user, to be killed, or to be measured.
 */
public final class ChildJvm {
    /** Nobody, on every system. */
    public static final int NOBODY = 65534;

    private final List<String> before = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Class<?> program;
    private List<String> agents = coverageAgents();
    private List<String> nativeAccess = nativeAccess();
    private String classPath =
            ownClasses().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));

    private ChildJvm(Class<?> program) {
        this.program = program;
    }

    public static ChildJvm of(Class<?> program) {
        return new ChildJvm(program);
    }

    public static boolean isRoot() {
        return Directories.attribute(Path.of("/proc/self"), "unix:uid") == 0;
    }

    public ChildJvm withOption(String option) {
        options.add(option);
        return this;
    }

    /** Else it has native access if this process has. */
    public ChildJvm withoutNativeAccess() {
        nativeAccess = List.of();
        return this;
    }

    public ChildJvm withUmask(String umask) {
        return after("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh");
    }

    /** As nobody, who can't read the build's directories: the classes are copied to where anyone can. */
    public ChildJvm asNobody(Path readableByAll) throws IOException {
        List<String> copies = new ArrayList<>();
        for (Path classes : ownClasses()) {
            Path copy = readableByAll.resolve("classes" + copies.size());
            copyTree(classes, copy);
            copies.add(copy.toString());
        }
        classPath = String.join(File.pathSeparator, copies);
        agents = List.of();
        return after("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    }

    /** Starts the program through this command. */
    public ChildJvm after(String... command) {
        before.addAll(List.of(command));
        return this;
    }

    public Process start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(options);
        command.addAll(agents);
        command.addAll(nativeAccess);
        command.addAll(List.of("-cp", classPath, program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Runs the program to its end, which must be a good one, and returns what it printed. */
    public String run(Object... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.strip();
    }

    /** A directory that everyone may enter, unlike a temporary directory of JUnit's. */
    public static Path directoryForAll(Path within) throws IOException {
        Files.setPosixFilePermissions(within, PosixFilePermissions.fromString("rwxr-xr-x"));
        return within;
    }

    /** Coverage counts in child processes too, where they may write to its file. */
    private static List<String> coverageAgents() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
                .toList();
    }

    /** The option that has given native access to this process, if it has. */
    public static List<String> nativeAccess() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--enable-native-access"))
                .toList();
    }

    private static List<Path> ownClasses() {
        try {
            List<Path> classes = new ArrayList<>();
            for (Class<?> type : List.of(AtomicFileWriter.class, ChildJvm.class)) {
                classes.add(Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI()));
            }
            return classes;
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (!Files.isDirectory(file)) {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
