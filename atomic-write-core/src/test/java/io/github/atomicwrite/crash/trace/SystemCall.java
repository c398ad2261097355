package io.github.atomicwrite.crash.trace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One system call of a trace.
 *
 * @param name its name
 * @param ordinal its number among the calls of that name in the trace, from 1
 * @param arguments its arguments; strings keep their quotes
 * @param result its return value, -1 if it failed
 */
public record SystemCall(String name, int ordinal, List<String> arguments, long result) {
    private static final Pattern LINE = Pattern.compile("(\\w+)\\((.*)\\)\\s+= (-?\\d+)(?: .*)?");

    private static final Set<String> CHANGES = Set.of(
            "write",
            "pwrite64",
            "ftruncate",
            "chmod",
            "fchmod",
            "fsync",
            "mkdir",
            "symlink",
            "rename",
            "renameat",
            "unlink",
            "unlinkat",
            "rmdir");

    /** Parses a trace, and skips lines that are no complete call. */
    public static List<SystemCall> parse(List<String> trace) {
        List<SystemCall> calls = new ArrayList<>();
        for (String line : trace) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String name = matcher.group(1);
                int before = (int)
                        calls.stream().filter(call -> call.name.equals(name)).count();
                List<String> arguments = List.of(matcher.group(2).split(", "));
                calls.add(new SystemCall(name, before + 1, arguments, Long.parseLong(matcher.group(3))));
            }
        }
        return calls;
    }

    public boolean has(String flag) {
        return arguments.stream()
                .anyMatch(argument -> List.of(argument.split("\\|")).contains(flag));
    }

    /** Returns whether it changes names, contents or attributes, or forces them. */
    public boolean changesTheDisk() {
        return CHANGES.contains(name) || has("O_CREAT");
    }

    /** Returns whether it reads the status of this path. JDKs use different calls for that. */
    public boolean isStatusOf(Path path, String directory) {
        int argument = name.equals("statx") || name.equals("newfstatat") ? 1 : 0;
        return name.contains("stat") && isPath(argument, path, directory);
    }

    /** Returns whether it moves one path to another. */
    public boolean isMove(Path from, Path to, String directory) {
        return switch (name) {
            case "rename" -> isPath(0, from, directory) && isPath(1, to, directory);
            case "renameat" -> isPath(1, from, directory) && isPath(3, to, directory);
            default -> false;
        };
    }

    /** Returns whether an argument is this path, as a whole or by its name and the descriptor of its directory. */
    private boolean isPath(int argument, Path path, String directory) {
        if (!arguments.get(argument).startsWith("\"")) {
            return false;
        }
        String given = path(argument);
        boolean isName = argument > 0 && arguments.get(argument - 1).equals(directory);
        return given.equals((isName ? path.getFileName() : path).toString());
    }

    /** Returns a string argument without its escapes. */
    byte[] bytes(int argument) {
        String text = arguments.get(argument);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String hex : text.substring(1, text.length() - 1).split("\\\\x", -1)) {
            if (!hex.isEmpty()) {
                bytes.write(Integer.parseInt(hex, 16));
            }
        }
        return bytes.toByteArray();
    }

    public String path(int argument) {
        return new String(bytes(argument), StandardCharsets.UTF_8);
    }

    long number(int argument) {
        return Long.parseLong(arguments.get(argument));
    }

    /** Returns whether it reads a command or writes an answer, by standard input or output. */
    boolean isStandardStream() {
        return arguments.get(0).equals("0") || arguments.get(0).equals("1");
    }

    @Override
    public String toString() {
        return name + " " + ordinal;
    }
}
