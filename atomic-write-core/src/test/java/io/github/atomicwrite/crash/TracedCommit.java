package io.github.atomicwrite.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A commit, and the system calls by which it was done.
 *
 * @param target what was replaced
 * @param calls the calls that concern files, in their order
 * @param answer what the subject said of it
 */
record TracedCommit(Path target, List<SystemCall> calls, String answer) {

    static TracedCommit of(SubjectProcess subject, FileReplacer writer, Path target, Content content, Path trace)
            throws IOException {
        Strace strace = Strace.attach(subject, trace, "-xx", "-s", "1048576");
        String answer = subject.write(writer, target, content);
        List<SystemCall> calls = SystemCall.parse(strace.detach()).stream()
                .filter(call -> !call.isProtocol())
                .toList();
        return new TracedCommit(target, calls, answer);
    }

    SystemCall first(String what, Predicate<SystemCall> which) {
        return calls.stream().filter(which).findFirst().orElseThrow(() -> missing(what));
    }

    SystemCall last(String what, Predicate<SystemCall> which) {
        return calls.stream().filter(which).reduce((one, next) -> next).orElseThrow(() -> missing(what));
    }

    int place(SystemCall call) {
        return calls.indexOf(call);
    }

    private AssertionError missing(String what) {
        return new AssertionError("the trace shows no " + what + ": " + calls);
    }
}
