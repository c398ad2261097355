package io.github.atomicwrite.test;

import io.github.atomicwrite.test.Judge.BrokenState;
import java.util.List;
import java.util.stream.Collectors;

/** The message of a crash test that has failed. */
final class Message {
    private static final int MAX_LINES = 20;

    private Message() {}

    static String of(BrokenState first, long broken, CrashReport report, String crash) {
        CrashState state = first.state();
        return """
                %d of %d crash states %s. The first:
                  %s %s, leaves
                %s%s  and then: %s
                %s""".formatted(
                        broken,
                        report.statesTried(),
                        broken == 1 ? "breaks the expectation" : "break the expectation",
                        crash,
                        state.moment() + (state.returned() ? ", when the action has returned" : ""),
                        files(state.disk()),
                        lost(state.lost()),
                        thrown(first),
                        report);
    }

    private static String files(Disk disk) {
        List<String> lines = disk.paths().entrySet().stream()
                .map(entry -> entry.getKey() + size(disk.inode(entry.getValue())))
                .toList();
        return lines.isEmpty() ? "    an empty directory\n" : indented(lines);
    }

    private static String size(Inode inode) {
        if (inode instanceof Inode.RegularFile file) {
            int size = file.content().size();
            return size == 1 ? ": 1 byte" : ": %d bytes".formatted(size);
        }
        return inode instanceof Inode.SymbolicLink link ? " -> " + link.target() : "/";
    }

    private static String lost(List<String> lost) {
        return lost.isEmpty() ? "" : "  because nothing had forced\n" + indented(lost);
    }

    private static String indented(List<String> lines) {
        String shown = lines.stream()
                .limit(MAX_LINES)
                .map(line -> "    " + line + "\n")
                .collect(Collectors.joining());
        int more = lines.size() - MAX_LINES;
        return more > 0 ? shown + "    and %d more\n".formatted(more) : shown;
    }

    /** On one line, and without the path of a directory that is deleted by now. */
    private static String thrown(BrokenState first) {
        String message = first.thrown().getMessage();
        String shown = message == null
                ? ""
                : ": " + message.strip().replace(first.directory() + "/", "").replaceAll("\\R\\s*", " ");
        return first.thrown().getClass().getSimpleName() + shown;
    }
}
