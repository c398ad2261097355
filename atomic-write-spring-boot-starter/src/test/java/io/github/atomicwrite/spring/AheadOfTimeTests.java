package io.github.atomicwrite.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.signals.SignalsApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor;

/** Starts an application that was processed ahead of time, with {@code spring.aot.enabled=true}. */
class AheadOfTimeTests {
    private static final String NO_WEB = "--spring.main.web-application-type=none";

    @TempDir
    static Path build;

    @TempDir
    Path directory;

    @BeforeAll
    static void processAheadOfTime() throws IOException {
        new SpringApplicationAotProcessor(
                        SignalsApplication.class,
                        AbstractAotProcessor.Settings.builder()
                                .sourceOutput(build.resolve("sources"))
                                .resourceOutput(build.resolve("classes"))
                                .classOutput(build.resolve("classes"))
                                .groupId("com.example")
                                .artifactId("signals")
                                .build(),
                        new String[] {NO_WEB})
                .process();
        compile();
    }

    private static void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-Xlint:none"));
        arguments.addAll(List.of("-d", build.resolve("classes").toString(), "-cp", classPath()));
        try (Stream<Path> sources = Files.walk(build.resolve("sources"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static String classPath() {
        return build.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path");
    }

    @Test
    void runs() throws Exception {
        List<String> output;
        try (ApplicationProcess application = start("--atomic-write.mode=rw-r-----")) {
            application.send(List.of("one", "two", "one"));
            application.endInput();
            output = application.end();
        }
        assertThat(output)
                .anyMatch(line -> line.contains("Starting AOT-processed SignalsApplication"))
                .containsSubsequence("handled one", "handled two", "ignored one");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("seen-signals.json"))))
                .isEqualTo("rw-r-----");
        assertThat(directory.resolve(".atomic-write.lock")).exists();
    }

    @Test
    void refusesAnAmbiguousModeWithItsAnalysis() throws Exception {
        try (ApplicationProcess application = start("--atomic-write.mode=416")) {
            assertThat(application.end())
                    .contains("APPLICATION FAILED TO START")
                    .anyMatch(line -> line.startsWith("The property atomic-write.mode, set at "));
        }
    }

    @Test
    void needsNoHintsFromTheApplication() throws IOException {
        try (Stream<Path> files = Files.walk(build.resolve("classes/META-INF"))) {
            String hints = files.filter(Files::isRegularFile)
                    .map(AheadOfTimeTests::read)
                    .collect(Collectors.joining());
            assertThat(hints)
                    .contains("autoconfigure.AtomicWriteProperties\"")
                    .contains("autoconfigure.AtomicWriteProperties$Metrics\"")
                    .contains("autoconfigure.AtomicWriteProperties$State\"")
                    .contains("autoconfigure.AtomicWriteProperties$Sweep\"")
                    .contains("autoconfigure.PropertyFailureAnalyzer\"");
        }
    }

    private ApplicationProcess start(String argument) throws IOException {
        return ApplicationProcess.start(
                List.of("-Dspring.aot.enabled=true", "-cp", classPath()),
                SignalsApplication.class,
                NO_WEB,
                "--atomic-write.state.directory=" + directory,
                argument);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
