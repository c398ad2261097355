package io.github.atomicwrite.sample;

import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import io.github.atomicwrite.sample.Invocation.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;
import org.jspecify.annotations.Nullable;

/** The options and arguments of {@code atomic-write}: how they are read, and how they are explained. */
final class CommandSyntax {
    private static final Option MODE = Option.builder()
            .longOpt("mode")
            .hasArg()
            .argName("MODE")
            .desc("the file's mode, as 0640 or rw-r-----; otherwise that of the file it replaces, or the umask's")
            .get();
    private static final Option DURABILITY = Option.builder()
            .longOpt("durability")
            .hasArg()
            .argName("LEVEL")
            .desc("what is forced to the disk: full (the default), content or none")
            .get();
    private static final Option REQUIRE_CONTENT = Option.builder()
            .longOpt("require-content")
            .desc("fail if standard input is empty, instead of writing an empty file")
            .get();
    private static final Option HELP =
            Option.builder().longOpt("help").desc("print this text").get();
    private static final Option VERSION =
            Option.builder().longOpt("version").desc("print the version").get();

    private static final Options OPTIONS = new Options()
            .addOption(MODE)
            .addOption(DURABILITY)
            .addOption(REQUIRE_CONTENT)
            .addOption(HELP)
            .addOption(VERSION);

    private CommandSyntax() {}

    /**
     * Understands a command line.
     *
     * @throws WrongUsageException if it holds anything that isn't known, or not exactly one path
     */
    static Invocation parse(String... arguments) throws WrongUsageException {
        CommandLine line = split(arguments);
        if (line.hasOption(HELP)) {
            return new Invocation(Task.HELP, "", null, null, false);
        }
        if (line.hasOption(VERSION)) {
            return new Invocation(Task.VERSION, "", null, null, false);
        }
        List<String> paths = line.getArgList();
        if (paths.size() != 1) {
            throw new WrongUsageException(
                    paths.isEmpty() ? "no path is given" : "one path is wanted, and not " + paths.size());
        }
        return new Invocation(
                Task.REPLACE, paths.get(0), mode(line), durability(line), line.hasOption(REQUIRE_CONTENT));
    }

    private static CommandLine split(String... arguments) throws WrongUsageException {
        DefaultParser parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return parser.parse(OPTIONS, arguments);
        } catch (ParseException wrong) {
            throw new WrongUsageException(lowerCased(String.valueOf(wrong.getMessage())));
        }
    }

    private static @Nullable FileMode mode(CommandLine line) throws WrongUsageException {
        String text = last(line, MODE);
        try {
            return text == null ? null : FileMode.parse(text);
        } catch (IllegalArgumentException unknown) {
            throw new WrongUsageException("--mode: " + unknown.getMessage());
        }
    }

    private static @Nullable Durability durability(CommandLine line) throws WrongUsageException {
        String text = last(line, DURABILITY);
        if (text == null) {
            return null;
        }
        for (Durability durability : Durability.values()) {
            if (durability.name().toLowerCase(Locale.ROOT).equals(text)) {
                return durability;
            }
        }
        throw new WrongUsageException("--durability: \"" + text + "\" is none of full, content and none");
    }

    /** The last of several counts, so that an alias can be overruled. */
    private static @Nullable String last(CommandLine line, Option option) {
        String[] values = line.getOptionValues(option);
        return values == null ? null : values[values.length - 1];
    }

    private static String lowerCased(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Returns the usage text, ending in a line feed. */
    static String usage() {
        StringBuilder text = new StringBuilder();
        HelpFormatter formatter = HelpFormatter.builder()
                .setHelpAppendable(new TextHelpAppendable(text))
                .setShowSince(false)
                .get();
        try {
            formatter.printHelp(
                    "atomic-write [OPTION]... [--] PATH",
                    "Replaces the file PATH by standard input, or leaves it as it was.",
                    OPTIONS,
                    "Exit status: 0 if the file is replaced, 1 if it is as it was, 2 for wrong usage,"
                            + " 3 if it is replaced but may not survive power loss.",
                    false);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string can be appended to", impossible);
        }
        return text.toString();
    }
}
