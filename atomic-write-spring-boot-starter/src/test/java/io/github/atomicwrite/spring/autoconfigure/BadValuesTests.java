package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.signals.SignalsApplication;
import io.github.atomicwrite.spring.ApplicationProcess;
import io.github.atomicwrite.spring.Applications;
import io.github.atomicwrite.spring.Applications.Source;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class BadValuesTests {
    private static final String ACTION = "mode: \"0640\", or write it in symbols, as in mode: rw-r-----";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"0640, 416", "640, 640", "0600, 384", "0x1A0, 416", "+416, 416", "6.4e+2, 640.0"})
    void refusesANumberInYaml(String unquoted, String number, CapturedOutput output) {
        refuses(() -> yaml("atomic-write:\n  # who may read\n  mode: " + unquoted + "\n"));
        assertThat(analysisIn(output))
                .contains("The property atomic-write.mode, set at", "application.yml] - 3:9,", "is " + number + ".")
                .contains("The value is a number")
                .contains(ACTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes"})
    void refusesABooleanAsAMode(String unquoted, CapturedOutput output) {
        refuses(() -> yaml("atomic-write:\n  mode: " + unquoted + "\n"));
        assertThat(analysisIn(output)).contains("application.yml] - 2:9, is true.", ACTION);
    }

    @Test
    void refusesAPlaceholderForANumber(CapturedOutput output) {
        refuses(() -> yaml("file-mode: 0640\natomic-write:\n  mode: ${file-mode}\n"));
        assertThat(analysisIn(output))
                .contains("The property atomic-write.mode, set at", "application.yml] - 3:9,", "is \"416\".", ACTION);
    }

    @Test
    void acceptsAPlaceholderForTextInQuotes() {
        try (var application = yaml("file-mode: \"0640\"\natomic-write:\n  mode: ${file-mode}\n")) {
            assertThat(application.getBean(AtomicWriteProperties.class).getMode())
                    .hasToString("0640");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesDecimalDigitsThatMayComeFromANumber(Source source, CapturedOutput output) {
        for (String text : new String[] {"416", "511", "400", "7"}) {
            refuses(() -> source.run(directory, Map.of("atomic-write.mode", text)));
            assertThat(analysisIn(output))
                    .contains("The property atomic-write.mode, set at", "\"" + text + "\"", ACTION);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"u+rw", "0888", "999", "rw-r--r-", "0o888", "0o17777", "17777", "-416", "rw-r-----x"})
    void refusesTextThatIsNotAMode(String text, CapturedOutput output) {
        refuses(() -> Source.PROPERTIES.run(directory, Map.of("atomic-write.mode", text)));
        assertThat(analysisIn(output))
                .contains("The property atomic-write.mode, set at", "application.properties] - ", "\"" + text + "\"")
                .contains(ACTION);
    }

    @Test
    void namesTheEnvironmentVariable(CapturedOutput output) {
        refuses(() -> Applications.withEnvironment(Map.of("ATOMIC_WRITE_MODE", "416")));
        assertThat(analysisIn(output)).contains("System Environment Property \"ATOMIC_WRITE_MODE\"");
    }

    @ParameterizedTest
    @CsvSource({
        "atomic-write.encoding,        UTF-9,       such as UTF-8",
        "atomic-write.encoding,        utf 8,       such as UTF-8",
        "atomic-write.encoding,        ISO-2022-CN, such as UTF-8",
        "atomic-write.durability,      total,       'full, content, none'",
        "atomic-write.durability,      true,        'full, content, none'",
        "atomic-write.metrics.enabled, maybe,       true or to false",
        "atomic-write.state.directory, file:/tmp,   the path of a directory",
        "atomic-write.sweep.directories, classpath:x, the path of a directory",
        "atomic-write.state.directory, ${STATE_DIR},  that the placeholder names",
        "atomic-write.state.directory, /x/${a}/y,     that the placeholder names",
        "atomic-write.sweep.directories, ${STATE_DIR}, that the placeholder names",
        "atomic-write.state.directory, ~/state,       ${user.home}",
        "atomic-write.sweep.directories, ~,           ${user.home}",
        "atomic-write.state.directory, ' ',           the path of a directory",
        "atomic-write.state.directory, '',            the path of a directory",
        "atomic-write.state.exclusive, maybe,         true or to false"
    })
    void refusesAnyOtherBadValue(String property, String value, String cure, CapturedOutput output) {
        for (Source source : Source.values()) {
            int before = output.length();
            refuses(() -> source.run(directory, Map.of(property, value)));
            assertThat(output.toString().substring(before))
                    .containsOnlyOnce("APPLICATION FAILED TO START")
                    .contains("The property " + property + ", set at ", value, cure)
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"atomic-write.state.directory", "atomic-write.sweep.directories"})
    void refusesAFileAsADirectory(String property, CapturedOutput output) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        refuses(() -> Source.YAML.run(directory, Map.of(property, file.toString())));
        assertThat(analysisIn(output))
                .contains(
                        "The property " + property + ", set at",
                        "application.yml] - 1:",
                        file.toString(),
                        "Name a directory");
        assertThat(file).isEmptyFile();
    }

    @Test
    void refusesABlankPathInAList(CapturedOutput output) {
        refuses(() -> Applications.withArguments("--atomic-write.sweep.directories=data, ,other"));
        assertThat(analysisIn(output)).contains("The property atomic-write.sweep.directories, set at", "is blank");
    }

    /** Nobody may create files in this directory, not even root. */
    @ParameterizedTest
    @ValueSource(strings = {"atomic-write.state.directory", "atomic-write.sweep.directories"})
    @EnabledOnOs(OS.LINUX)
    void refusesADirectoryThatCanNotBeWrittenTo(String property, CapturedOutput output) {
        refuses(() -> Source.YAML.run(directory, Map.of(property, "/sys/kernel")));
        assertThat(analysisIn(output))
                .contains("The property " + property + ", set at", "\"/sys/kernel\"", "can't be written to")
                .contains("Name a directory in which the application may create files.");
    }

    @Test
    void leavesNothingInADirectoryThatCanBeWrittenTo() throws Exception {
        Path sweep = Files.createDirectory(directory.resolve("sweep"));
        Applications.withArguments("--atomic-write.sweep.directories=" + sweep).close();
        assertThat(sweep).isEmptyDirectory();
    }

    @Test
    void leavesOtherPropertiesToBootsOwnAnalyzer(CapturedOutput output) {
        refuses(() -> Applications.withArguments("--spring.task.execution.pool.core-size=many"));
        assertThat(analysisIn(output))
                .contains("spring.task.execution.pool.core-size")
                .doesNotContain("The property");
    }

    /** Analyzers without an order run in class path order, and Boot uses the first analysis. */
    @Test
    void runsBeforeBootsOwnAnalyzerAtAnyPlaceOnTheClassPath() throws Exception {
        String starter = Path.of(AtomicWriteProperties.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        String others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).equals(Path.of(starter)))
                .collect(Collectors.joining(File.pathSeparator));
        try (ApplicationProcess application = ApplicationProcess.start(
                List.of("-cp", others + File.pathSeparator + starter),
                SignalsApplication.class,
                "--spring.main.web-application-type=none",
                "--atomic-write.mode=416")) {
            assertThat(application.end()).anyMatch(line -> line.startsWith("The property atomic-write.mode, set at "));
        }
    }

    @Test
    void namesReasonAndActionInTheExceptionItself() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AtomicWriteAutoConfiguration.class))
                .withPropertyValues("atomic-write.mode=416")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseInstanceOf(RefusedValueException.class)
                        .rootCause()
                        .hasMessageContaining(ACTION));
    }

    private ConfigurableApplicationContext yaml(String content) {
        return Applications.withFile(directory, "application.yml", content);
    }

    private static void refuses(ThrowingCallable start) {
        assertThatThrownBy(start).isNotNull();
    }

    /** Returns the output, which has one description, one action and no stack trace. */
    private static String analysisIn(CapturedOutput output) {
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "Description:", "Action:")
                .doesNotContain("\tat ");
        return output.toString();
    }
}
