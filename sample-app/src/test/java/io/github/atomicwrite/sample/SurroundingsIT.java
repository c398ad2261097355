package io.github.atomicwrite.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the program does the same wherever and however it is started. */
class SurroundingsIT {
    private static final Map<String, String> HOSTILE_VARIABLES = Map.ofEntries(
            Map.entry("ATOMIC_WRITE_MODE", "0777"),
            Map.entry("ATOMIC_WRITE_DURABILITY", "no such durability"),
            Map.entry("SPRING_APPLICATION_JSON", "{\"atomic-write.mode\": \"0777\", \"debug\": true}"),
            Map.entry("SPRING_CONFIG_IMPORT", "file:./no-such-file.properties"),
            Map.entry("SPRING_CONFIG_LOCATION", "file:./no-such-file.properties"),
            Map.entry("SPRING_MAIN_BANNERMODE", "console"),
            Map.entry("SPRING_MAIN_LOGSTARTUPINFO", "true"),
            Map.entry("SPRING_PROFILES_ACTIVE", "no such profile!"),
            Map.entry("LOGGING_LEVEL_ROOT", "TRACE"),
            Map.entry("LOGGING_FILE_NAME", "log.txt"),
            Map.entry("LOGGING_CONFIG", "no-such-file.xml"),
            Map.entry("DEBUG", "true"),
            Map.entry("TRACE", "true"),
            Map.entry("CLASSPATH", "/no/such/directory"),
            Map.entry("CDPATH", "/"));

    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void writeTheOldContent() throws IOException {
        target = Files.writeString(directory.resolve("config.json"), "old");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void ignoresTheConfigurationOfOtherApplications() throws Exception {
        writeHostileConfiguration();
        Tool.in(directory)
                .with(HOSTILE_VARIABLES)
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThatOnlyTheContentIsNew("application.properties", "config");
    }

    @Test
    void ignoresTheConfigurationOfOtherApplicationsAlsoAsAFatJar() throws Exception {
        writeHostileConfiguration();
        Tool.fatJarIn(directory)
                .with(HOSTILE_VARIABLES)
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThatOnlyTheContentIsNew("application.properties", "config");
    }

    @Test
    void doesNotSweepTheWorkingDirectory() throws Exception {
        Path leftover = Files.createFile(directory.resolve(".atomic-write-000000000000-0123456789abcdef-00000000.tmp"));
        Tool.in(directory).reading("new").run("config.json").isSilentSuccess();
        assertThat(leftover).exists();
    }

    private void writeHostileConfiguration() throws IOException {
        String hostile = """
                atomic-write.mode=0777
                debug=true
                spring.main.banner-mode=console
                spring.main.sources=no.such.Type
                logging.level.root=TRACE
                logging.file.name=log.txt
                """;
        Files.writeString(directory.resolve("application.properties"), hostile);
        Files.createDirectory(directory.resolve("config"));
        Files.writeString(directory.resolve("config/application.properties"), hostile);
        Files.writeString(directory.resolve("config/application.yaml"), "no: [yaml");
    }

    @Test
    void worksAsAFatJarWithoutTheLauncher() throws Exception {
        Tool tool = Tool.fatJarIn(directory).reading("new");
        tool.run("--bogus").isWrongUsage();
        tool.run("no/file").failsWith(1, "atomic-write: no/file: no: no such directory: create it first");
        tool.run("--mode=0640", "config.json").isSilentSuccess();
        assertThatOnlyTheContentIsNew();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void ignoresTheOptionsOfOtherJavaPrograms(String variable) throws Exception {
        Tool.in(directory)
                .with(Map.of(variable, "-Dharmless=true"))
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThatOnlyTheContentIsNew();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "de_DE.UTF-8", "no such locale"})
    void worksInAnyLocale(String locale) throws Exception {
        Tool.in(directory)
                .with(Map.of("LC_ALL", locale, "LANG", locale))
                .reading("new")
                .run("fehlt/ö")
                .failsWith(1, "atomic-write: fehlt/ö: fehlt: no such directory: create it first");
    }

    @Test
    void refusesAClosedStandardInput() throws Exception {
        Tool.in(directory)
                .throughShell("exec \"$@\" <&-")
                .run("config.json")
                .failsWith(1, "atomic-write: config.json: standard input is closed");
        assertThat(target).hasContent("old");
        assertThat(Tool.names(directory)).containsExactly("config.json");
    }

    @Test
    void worksWithClosedOutputs() throws Exception {
        Tool.in(directory)
                .throughShell("exec \"$@\" >&- 2>&-")
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThatOnlyTheContentIsNew();
    }

    @Test
    void usesTheArchiveOfClasses() throws Exception {
        Path log = directory.resolve("classes");
        Tool.in(directory)
                .with(Map.of("ATOMIC_WRITE_JAVA_OPTS", "-Xlog:class+load:file=" + log))
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(" " + ReplaceRunner.class.getName() + " ")
                        && line.contains("source: shared objects file"));
    }

    @Test
    void worksThroughALinkToTheLauncher() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("my bin"));
        Files.createSymbolicLink(bin.resolve("absolute"), Tool.LAUNCHER);
        Files.createSymbolicLink(bin.resolve("relative link"), Path.of("absolute"));
        Tool.in(directory, "./my bin/relative link")
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThatOnlyTheContentIsNew("my bin");
        // JUnit warns about links that lead out of a directory that it removes.
        Files.delete(bin.resolve("absolute"));
    }

    @Test
    void worksIfTheLauncherIsOnThePath() throws Exception {
        Tool.in(directory)
                .throughShell("PATH=\"$(dirname \"$1\"):$PATH\"; shift; exec atomic-write \"$@\"")
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThatOnlyTheContentIsNew();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"moved", "without archive", "with a broken archive", "with an empty archive", "fat jar only"})
    void ignoresAnArchiveThatDoesNotFit(String how) throws Exception {
        Path home = directory.resolve("another home");
        copyTree(Tool.MODULE.resolve("bin"), home.resolve("bin"));
        copyTree(Tool.MODULE.resolve("target/cli"), home.resolve("target/cli"));
        Files.copy(Tool.MODULE.resolve("target/sample-app.jar"), home.resolve("target/sample-app.jar"));
        switch (how) {
            case "moved" -> {}
            case "without archive" -> Files.delete(archive(home));
            case "with a broken archive" -> spoil(archive(home));
            case "with an empty archive" -> {
                Path archive = archive(home);
                Files.delete(archive);
                Files.createFile(archive);
            }
            default -> Files.delete(home.resolve("target/cli/sample-app.jar"));
        }
        Tool.in(directory, home.resolve("bin/atomic-write"))
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThatOnlyTheContentIsNew("another home");
    }

    @Test
    void worksWithAnotherJavaThanTheArchives() throws Exception {
        Optional<Path> other = SystemTools.otherJava();
        assumeTrue(other.isPresent(), "there is no second JDK");
        Tool.in(directory)
                .with(Map.of("JAVA_HOME", other.get().toString()))
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThatOnlyTheContentIsNew();
    }

    @Test
    void reportsThatNothingIsBuilt() throws Exception {
        Path home = directory.resolve("home");
        copyTree(Tool.MODULE.resolve("bin"), home.resolve("bin"));
        Tool tool = Tool.in(directory, home.resolve("bin/atomic-write")).reading("new");
        tool.run("config.json").failsWith(1, "atomic-write: nothing is built: run 'mvn package' first");
        Files.createDirectory(home.resolve("target"));
        tool.run("config.json").failsWith(1, "atomic-write: nothing is built: run 'mvn package' first");
    }

    @Test
    void reportsThatThereIsNoJava() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Tool.in(directory, "/bin/sh", Tool.LAUNCHER)
                .without("JAVA_HOME")
                .with(Map.of("PATH", empty.toString()))
                .reading("new")
                .run("config.json")
                .failsWith(1, "atomic-write: Java is not found: set JAVA_HOME, or put java on the PATH");
    }

    private void assertThatOnlyTheContentIsNew(String... beside) throws IOException {
        assertThat(target).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
        List<String> names = new ArrayList<>(List.of(beside));
        names.add("config.json");
        assertThat(Tool.names(directory)).containsExactlyInAnyOrderElementsOf(names);
    }

    private static Path archive(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("target/cli"))) {
            return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void spoil(Path archive) throws IOException {
        archive.toFile().setWritable(true);
        byte[] bytes = Files.readAllBytes(archive);
        for (int i = 0; i < 4096; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(archive, bytes);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (!Files.isDirectory(file)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
