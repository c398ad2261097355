package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small named module that is compiled and run against this one, without JSpecify. */
class ModulePathTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void writeTheModule() throws IOException {
        Files.writeString(directory.resolve("module-info.java"), "module app { requires io.github.atomicwrite; }");
    }

    private void writeTheProgram(String body) throws IOException {
        Path program = Files.createDirectories(directory.resolve("app")).resolve("Program.java");
        Files.writeString(program, """
                package app;

                public class Program {
                    public static void main(String[] arguments) throws Exception {
                        %s
                    }
                }
                """.formatted(body));
    }

    private String compile() throws Exception {
        return run(
                "javac",
                "-Werror",
                "-Xlint:all",
                "-p",
                classes().toString(),
                "-d",
                directory.resolve("out").toString(),
                directory.resolve("module-info.java").toString(),
                directory.resolve("app/Program.java").toString());
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(AtomicFileWriter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static String run(String tool, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        builder.command()
                .add(0, Path.of(System.getProperty("java.home"), "bin", tool).toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    @Test
    @DisplayName("A named module writes files and state files")
    void servesANamedModule() throws Exception {
        writeTheProgram("""
                var writer = io.github.atomicwrite.AtomicFileWriter.create();
                writer.withMode(io.github.atomicwrite.FileMode.of(0600))
                        .writeString(java.nio.file.Path.of(arguments[0]), "new");
                System.out.print(io.github.atomicwrite.state.CorruptionHandler.quarantine() != null);
                """);
        assertThat(compile()).isEmpty();
        Path target = directory.resolve("target");
        String printed = run(
                "java", "-p", classes() + ":" + directory.resolve("out"), "-m", "app/app.Program", target.toString());
        assertThat(printed).isEqualTo("true");
        assertThat(target).hasContent("new");
    }

    @Test
    @DisplayName("A named module can't use what is internal")
    void hidesInternalPackages() throws Exception {
        writeTheProgram("System.out.print(io.github.atomicwrite.internal.storage.Storages.class);");
        assertThat(compile()).contains("io.github.atomicwrite.internal.storage is not visible");
    }
}
