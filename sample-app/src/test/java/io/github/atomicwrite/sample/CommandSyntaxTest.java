package io.github.atomicwrite.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import io.github.atomicwrite.sample.Invocation.Task;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSyntaxTest {
    @Test
    void needsOnlyAPath() throws WrongUsageException {
        assertThat(CommandSyntax.parse("config.json"))
                .isEqualTo(new Invocation(Task.REPLACE, "config.json", null, null, false));
    }

    @Test
    void acceptsOptionsBeforeAndAfterThePath() throws WrongUsageException {
        assertThat(CommandSyntax.parse("--mode=0640", "config.json", "--durability", "none", "--require-content"))
                .isEqualTo(new Invocation(Task.REPLACE, "config.json", FileMode.of(0640), Durability.NONE, true));
    }

    @Test
    void convertsOptionsToTheStartersProperties() throws WrongUsageException {
        assertThat(CommandSyntax.parse("--mode=rw-r-----", "--durability=content", "config.json")
                        .properties())
                .isEqualTo(Map.of("atomic-write.mode", "0640", "atomic-write.durability", "content"));
        assertThat(CommandSyntax.parse("config.json").properties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-dash", "--mode=0640", "--help", "--", "-"})
    void treatsAnythingAfterTwoDashesAsAPath(String path) throws WrongUsageException {
        assertThat(CommandSyntax.parse("--", path).path()).isEqualTo(path);
    }

    @Test
    void sweepsTheDirectoryBeforeOrAfterTheOption() throws WrongUsageException {
        Invocation sweep = new Invocation(Task.SWEEP, "data", null, null, false);
        assertThat(CommandSyntax.parse("--sweep", "data")).isEqualTo(sweep);
        assertThat(CommandSyntax.parse("data", "--sweep")).isEqualTo(sweep);
        assertThat(CommandSyntax.parse("--sweep", "--", "-data").path()).isEqualTo("-data");
    }

    @Test
    void keepsQuotesInThePath() throws WrongUsageException {
        assertThat(CommandSyntax.parse("\"quoted\"").path()).isEqualTo("\"quoted\"");
    }

    @Test
    void usesTheLastOfSeveralValues() throws WrongUsageException {
        assertThat(CommandSyntax.parse("--mode=0600", "--mode=0644", "config.json")
                        .mode())
                .isEqualTo(FileMode.of(0644));
    }

    @Test
    void needsNoPathForHelpAndVersion() throws WrongUsageException {
        assertThat(CommandSyntax.parse("--help").task()).isEqualTo(Task.HELP);
        assertThat(CommandSyntax.parse("--version").task()).isEqualTo(Task.VERSION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bogus file        | unrecognized option: --bogus",
                "--mod=0640 file     | unrecognized option: --mod=0640",
                "-m 0640 file        | unrecognized option: -m",
                "--help=now          | unrecognized option: --help=now",
                "--spring.main.x=1 f | unrecognized option: --spring.main.x=1",
                "file --mode         | missing argument for option: mode",
                "--mode= file        | --mode: \"\" is not a file mode",
                "--mode=0999 file    | --mode: \"0999\" is not a file mode",
                "--mode=17777 file   | --mode: \"17777\" is not a file mode",
                "--durability=FULL f | --durability: \"FULL\" is not one of full, content and none",
                "one two             | one path is expected, but there are 2",
                "--require-content   | no path is given",
                "--sweep             | no path is given",
                "--sweep one two     | one path is expected, but there are 2",
                "--sweep=data        | unrecognized option: --sweep=data",
                "--sweep --mode=0640 d | --sweep can't be combined with --mode",
                "--sweep --durability=none d | --sweep can't be combined with --durability",
                "--sweep --require-content d | --sweep can't be combined with --require-content",
            })
    void refusesWrongUsageWithAReason(String line, String reason) {
        assertThatThrownBy(() -> CommandSyntax.parse(line.split(" ")))
                .isInstanceOf(WrongUsageException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void namesEveryOptionInTheUsage() {
        assertThat(CommandSyntax.usage())
                .contains("--mode", "--durability", "--require-content", "--sweep", "--help", "--version", "PATH")
                .endsWith("\n");
    }
}
