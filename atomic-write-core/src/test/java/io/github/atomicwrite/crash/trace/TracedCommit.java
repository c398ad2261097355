package io.github.atomicwrite.crash.trace;

import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.writer.FileReplacer;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A commit and its system calls.
 *
 * @param target the file that was replaced
 * @param calls the calls that read or change files, in order
 * @param answer the answer of the writer process
 * @param before what was in the directory of the target before
 */
public record TracedCommit(Path target, List<SystemCall> calls, String answer, DiskState before) {

    public static TracedCommit of(
            WriterProcess writerProcess, FileReplacer writer, Path target, VersionedContent content, Path trace)
            throws IOException {
        DiskState before = DiskState.of(target.resolveSibling(""));
        Strace strace = Strace.attach(writerProcess, trace, "-xx", "-s", "1048576");
        String answer = writerProcess.write(writer, target, content);
        List<SystemCall> calls = SystemCall.parse(strace.detach()).stream()
                .filter(call -> !call.isStandardStream())
                .toList();
        return new TracedCommit(target, calls, answer, before);
    }

    public SystemCall first(String what, Predicate<SystemCall> which) {
        return calls.stream().filter(which).findFirst().orElseThrow(() -> missing(what));
    }

    public SystemCall last(String what, Predicate<SystemCall> which) {
        return calls.stream().filter(which).reduce((one, next) -> next).orElseThrow(() -> missing(what));
    }

    public int place(SystemCall call) {
        return calls.indexOf(call);
    }

    private AssertionError missing(String what) {
        return new AssertionError("the trace shows no " + what + ": " + calls);
    }
}
