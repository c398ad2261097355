package io.github.atomicwrite.internal.storage;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.Directories;
import io.github.atomicwrite.PendingFile;
import io.github.atomicwrite.StaleTemporaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Direct system calls: when they are made, and what only they could do wrong. Runs where the jar is tested. */
@EnabledIfSystemProperty(
        named = "native.expected",
        matches = "true",
        disabledReason = "only the jar has direct system calls, and only if it was built with JDK 22 or newer")
class NativeStorageTest {
    private static final int O_CLOEXEC = 02000000;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("W22 With native access, system calls are made directly")
    void makesSystemCallsDirectly() throws Exception {
        assertThat(Storages.of(directory).getClass().getSimpleName()).isEqualTo("NativeStorage");
        assertThat(ChildJvm.of(Write.class).run(directory.resolve("file"))).isEqualTo("NativeStorage");
        assertThat(directory.resolve("file")).hasContent("new");
        assertHoldsOnly(directory, "file");
    }

    @Test
    @DisplayName("W22 Without native access, nothing of it is loaded, and nothing printed")
    void loadsNothingWithoutNativeAccess() throws Exception {
        Path loaded = directory.resolve("loaded");
        String printed = ChildJvm.of(Write.class)
                .withoutNativeAccess()
                .withOption("-Xlog:class+load:file=" + loaded)
                .run(directory.resolve("file"));
        assertThat(printed).isEqualTo("PosixStorage");
        assertThat(Files.readString(loaded))
                .contains("internal.storage.PosixStorage")
                .doesNotContain("internal.storage.NativeStorage ")
                .doesNotContain("internal.storage.LibC")
                .doesNotContain("java.lang.foreign.Linker");
        assertThat(directory.resolve("file")).hasContent("new");
    }

    @Test
    @DisplayName("W22 A system property turns it off; what is denied is not tried")
    void canBeTurnedOff() throws Exception {
        Path file = directory.resolve("file");
        assertThat(ChildJvm.of(Write.class)
                        .withOption("-Dio.github.atomicwrite.native=false")
                        .run(file))
                .isEqualTo("PosixStorage");
        if (Runtime.version().feature() >= 24) {
            assertThat(ChildJvm.of(Write.class)
                            .withoutNativeAccess()
                            .withOption("--illegal-native-access=deny")
                            .run(file))
                    .isEqualTo("PosixStorage");
        }
        assertThat(file).hasContent("new");
    }

    @Test
    @DisplayName("W22 The log says that it is used, at its debug level")
    void logsThatItIsUsed() throws Exception {
        Path settings = Files.writeString(directory.resolve("settings"), """
                handlers=java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level=ALL
                io.github.atomicwrite.internal.storage.Storage.level=ALL
                """);
        String printed = ChildJvm.of(Write.class)
                .withOption("-Djava.util.logging.config.file=" + settings)
                .run(directory.resolve("file"));
        assertThat(printed).contains("through direct system calls");
        assertThat(printed.split("direct system calls", -1)).hasSize(2);
    }

    @Test
    @DisplayName("W13 Names are bytes: whatever they are, every locale writes the same file")
    void writesEveryNameInEveryLocale() throws Exception {
        List<String> printedNames = List.of(
                "plain", "\\344\\270\\226", "\\303\\244 \\360\\237\\230\\200", "\\377\\376%41", "\\357\\277\\275");
        for (String locale : List.of("C", "C.UTF-8")) {
            Path names = Files.createDirectory(directory.resolve(locale));
            for (String name : printedNames) {
                ChildJvm.of(WriteAll.class)
                        .after("env", "LC_ALL=" + locale)
                        .after(
                                "sh",
                                "-c",
                                "cd \"$1\" && shift && n=$(printf '" + name.replace("%", "%%")
                                        + "') && mkdir \"$n\" && printf old > \"$n/$n\" && exec \"$@\"",
                                "sh",
                                names.toString())
                        .run(names, "new " + name);
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(names)) {
                for (Path file : files) {
                    assertThat(Files.readString(file.resolve(file.getFileName())))
                            .as(file.toString())
                            .startsWith("new ");
                    assertThat(Directories.names(file)).hasSize(1);
                }
            }
            assertThat(Directories.names(names)).hasSameSizeAs(printedNames);
        }
    }

    @Test
    @DisplayName("W13 A relative path starts where Java says")
    void resolvesRelativePathsAsJavaDoes() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path here = Files.createDirectory(directory.resolve("here"));
        String change = "cd \"$1\" && shift && exec \"$@\"";
        ChildJvm.of(Write.class)
                .after("sh", "-c", change, "sh", here.toString())
                .run("file");
        assertHoldsOnly(here, "file");
        ChildJvm.of(Write.class)
                .withOption("-Duser.dir=" + elsewhere)
                .after("sh", "-c", change, "sh", here.toString())
                .run("other");
        assertHoldsOnly(elsewhere, "other");
        assertHoldsOnly(here, "file");
    }

    @Test
    @DisplayName("W19 W22 Sweeps of both ways respect the writers of both ways")
    void respectsTheLocksOfTheOtherWay() throws Exception {
        for (boolean writerIsNative : new boolean[] {true, false}) {
            for (boolean sweepIsNative : new boolean[] {true, false}) {
                Process writer = child(Stay.class, writerIsNative).start(directory.resolve("file"));
                try {
                    assertThat(writer.inputReader(StandardCharsets.UTF_8).readLine())
                            .isEqualTo("staying");
                    assertThat(child(Sweep.class, sweepIsNative).run(directory)).isEqualTo("[]");
                } finally {
                    writer.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
                }
                assertThat(Directories.temporaries(directory)).hasSize(1);
                assertThat(child(Sweep.class, sweepIsNative).run(directory)).contains(".atomic-write-");
                assertHoldsOnly(directory);
            }
        }
    }

    private static ChildJvm child(Class<?> program, boolean isNative) {
        return isNative ? ChildJvm.of(program) : ChildJvm.of(program).withoutNativeAccess();
    }

    @Test
    @DisplayName("W19 Programs that this one starts don't inherit its descriptors, and with them its locks")
    void letsNoProgramInheritADescriptor() throws IOException {
        try (PendingFile file = AtomicFileWriter.create().open(directory.resolve("file"))) {
            file.output().write('x');
            assertThat(flagsOfTemporaries()).isNotEmpty().allMatch(flags -> (flags & O_CLOEXEC) != 0);
        }
        assertHoldsOnly(directory);
        assertThat(flagsOfTemporaries()).isEmpty();
    }

    private List<Integer> flagsOfTemporaries() throws IOException {
        List<Integer> flags = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    if (Files.readSymbolicLink(descriptor).toString().startsWith(directory + "/.atomic-write-")) {
                        Matcher line = Pattern.compile("flags:\\s+([0-7]+)")
                                .matcher(Files.readString(Path.of("/proc/self/fdinfo")
                                        .resolve(descriptor.getFileName().toString())));
                        assertThat(line.find()).isTrue();
                        flags.add(Integer.parseInt(line.group(1), 8));
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    // Other threads, and the stream itself, have descriptors too.
                }
            }
        }
        return flags;
    }

    /** Writes a file, and prints how. */
    static final class Write {
        public static void main(String[] arguments) throws IOException {
            Path target = Path.of(arguments[0]);
            AtomicFileWriter.create().writeString(target, "new");
            System.out.println(Storages.of(target).getClass().getSimpleName());
        }
    }

    /** Writes the files in the directories of a directory: each has a file of its name. */
    static final class WriteAll {
        public static void main(String[] arguments) throws IOException {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(arguments[0]))) {
                for (Path file : files) {
                    AtomicFileWriter.create().writeString(file.resolve(file.getFileName()), arguments[1]);
                }
            }
        }
    }

    /** Begins to write a file, and stays. */
    static final class Stay {
        public static void main(String[] arguments) throws Exception {
            try (PendingFile file = AtomicFileWriter.create().open(Path.of(arguments[0]))) {
                file.output().write('x');
                System.out.println("staying");
                TimeUnit.MINUTES.sleep(2);
            }
        }
    }

    /** Sweeps a directory, and prints what it removed. */
    static final class Sweep {
        public static void main(String[] arguments) throws IOException {
            System.out.println(StaleTemporaries.sweep(Path.of(arguments[0])));
        }
    }
}
