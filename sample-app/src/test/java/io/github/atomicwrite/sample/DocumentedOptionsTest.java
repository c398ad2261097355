package io.github.atomicwrite.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that every text about the options names exactly those of {@code --help}. */
class DocumentedOptionsTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", ""));
    private static final Path BASH = MODULE.resolve("share/bash-completion/completions/atomic-write");

    /** An option, with what separates it from its value. */
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*(=| <)?");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "share/man/man1/atomic-write.1",
                "share/bash-completion/completions/atomic-write",
                "share/zsh/site-functions/_atomic-write",
                "../docs/command-line.md"
            })
    void areThoseOfTheHelp(String file) throws IOException {
        String text = Files.readString(MODULE.resolve(file)).replace("\\-", "-");
        if (file.endsWith(".md")) {
            text = text.lines().filter(line -> line.startsWith("| `--")).collect(Collectors.joining("\n"));
        }
        assertThat(optionsIn(text)).containsExactlyElementsOf(optionsIn(CommandSyntax.usage()));
    }

    @Test
    void areCompletedByBash() throws IOException, InterruptedException {
        assertThat(completions("--")).containsExactlyElementsOf(optionsIn(CommandSyntax.usage()));
        assertThat(completions("--du")).containsExactly("--durability=");
        assertThat(completions("--durability", "=")).containsExactly("content", "full", "none");
        assertThat(completions("--durability", "=", "f")).containsExactly("full");
        assertThat(completions("--durability", "c")).containsExactly("content");
        assertThat(completions("--mode", "=", "064")).containsExactly("0640", "0644");
        assertThat(completions("--", "--")).isEmpty();
        assertThat(completions("config")).isEmpty();
    }

    /** Returns what bash offers for the last word. */
    private static Set<String> completions(String... words) throws IOException, InterruptedException {
        String script = """
                compopt() { :; }
                . "$0"
                COMP_WORDS=(atomic-write "$@")
                COMP_CWORD=$#
                _atomic_write || exit
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        ProcessBuilder bash = new ProcessBuilder("bash", "-uc", script, BASH.toString());
        bash.command().addAll(List.of(words));
        Process process = bash.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().filter(line -> !line.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the options in order, each with an equals sign if it is followed by a value anywhere. */
    private static Set<String> optionsIn(String text) {
        Set<String> options = OPTION.matcher(text)
                .results()
                .map(option -> option.group().replace(" <", "="))
                .collect(Collectors.toCollection(TreeSet::new));
        options.removeIf(option -> options.contains(option + "="));
        return options;
    }
}
