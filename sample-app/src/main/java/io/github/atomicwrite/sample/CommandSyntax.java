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

/** The options and arguments of {@code atomic-write}: parses them, and prints their usage. */
final class CommandSyntax {
    private static final Option MODE = Option.builder()
            .longOpt("mode")
            .hasArg()
            .argName("MODE")
            .desc("the file's mode, as 0640 or rw-r-----; by default that of the replaced file, or the umask's")
            .get();
    private static final Option DURABILITY = Option.builder()
            .longOpt("durability")
            .hasArg()
            .argName("LEVEL")
            .desc("what is forced to disk: full (the default), content or none")
            .get();
    private static final Option REQUIRE_CONTENT = Option.builder()
            .longOpt("require-content")
            .desc("fail if standard input is empty")
            .get();
    private static final Option SWEEP = Option.builder()
            .longOpt("sweep")
            .desc("remove what killed processes have left in the directory PATH, and print how much")
            .get();
    private static final Option HELP =
            Option.builder().longOpt("help").desc("print this text").get();
    private static final Option VERSION =
            Option.builder().longOpt("version").desc("print the version").get();

    private static final Options OPTIONS = new Options()
            .addOption(MODE)
            .addOption(DURABILITY)
            .addOption(REQUIRE_CONTENT)
            .addOption(SWEEP)
            .addOption(HELP)
            .addOption(VERSION);

    private CommandSyntax() {}

    /**
     * Parses a command line.
     *
     * @throws WrongUsageException if an option or its value is not known, or if there is not exactly one path
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
                    paths.isEmpty() ? "no path is given" : "one path is expected, but there are " + paths.size());
        }
        if (line.hasOption(SWEEP)) {
            return sweep(line, paths.get(0));
        }
        return new Invocation(
                Task.REPLACE, paths.get(0), mode(line), durability(line), line.hasOption(REQUIRE_CONTENT));
    }

    private static Invocation sweep(CommandLine line, String directory) throws WrongUsageException {
        for (Option option : List.of(MODE, DURABILITY, REQUIRE_CONTENT)) {
            if (line.hasOption(option)) {
                throw new WrongUsageException("--sweep can't be combined with --" + option.getLongOpt());
            }
        }
        return new Invocation(Task.SWEEP, directory, null, null, false);
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
        throw new WrongUsageException("--durability: \"" + text + "\" is not one of full, content and none");
    }

    /** Returns the last of several values, so that the caller of an alias can override its options. */
    private static @Nullable String last(CommandLine line, Option option) {
        String[] values = line.getOptionValues(option);
        return values == null ? null : values[values.length - 1];
    }

    private static String lowerCased(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Returns the usage text, which ends in a line feed. */
    static String usage() {
        StringBuilder text = new StringBuilder();
        HelpFormatter formatter = HelpFormatter.builder()
                .setHelpAppendable(new TextHelpAppendable(text))
                .setShowSince(false)
                .get();
        try {
            formatter.printHelp(
                    "atomic-write [OPTION]... [--] PATH",
                    "Replaces the file PATH with standard input, or leaves the file unchanged."
                            + " With --sweep, PATH is a directory, and standard input is not read.",
                    OPTIONS,
                    "Exit status: 0 if the file is replaced or the directory is swept, 1 if it is not, 2 for wrong"
                            + " usage, 3 if the file is replaced but may not survive power loss.",
                    false);
        } catch (IOException impossible) {
            throw new UncheckedIOException("can't append to a string", impossible);
        }
        return text.toString();
    }
}
