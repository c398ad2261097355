package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.trace.Strace;
import io.github.atomicwrite.crash.trace.SystemCall;
import io.github.atomicwrite.crash.trace.TracedCommit;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Injects the errors of the manual pages at each system call of a commit. */
@Tier1
class ErrorInjectionTest {
    private static final List<String> OF_A_MOVE =
            List.of("EXDEV", "EACCES", "EPERM", "EBUSY", "EIO", "ENOSPC", "EROFS", "EDQUOT");

    private static final Map<String, List<String>> ERRORS = Map.ofEntries(
            Map.entry("openat", List.of("EACCES", "EMFILE", "ENFILE", "ENOSPC", "EROFS", "EIO", "EDQUOT", "ENOMEM")),
            Map.entry("fcntl", List.of("ENOLCK", "EIO")),
            Map.entry("statx", List.of("EACCES", "EIO")),
            Map.entry("fstat", List.of("EIO")),
            Map.entry("newfstatat", List.of("EIO")),
            Map.entry("flistxattr", List.of("EOPNOTSUPP", "EIO")),
            Map.entry("llistxattr", List.of("EOPNOTSUPP", "EIO")),
            Map.entry("fgetxattr", List.of("ENODATA", "EIO")),
            Map.entry("sync_file_range", List.of("EIO", "ENOSPC", "EINTR")),
            Map.entry("fchmod", List.of("EPERM", "EROFS", "EIO")),
            Map.entry("write", List.of("ENOSPC", "EIO")),
            Map.entry("pwrite64", List.of("ENOSPC", "EIO", "EDQUOT", "EFBIG", "EINTR")),
            Map.entry("ftruncate", List.of("EIO", "EPERM", "EROFS", "EINTR")),
            Map.entry("chmod", List.of("EPERM", "EROFS", "EIO")),
            Map.entry("fsync", List.of("EIO", "ENOSPC", "EDQUOT", "EROFS", "EINTR")),
            Map.entry("rename", OF_A_MOVE),
            Map.entry("renameat", OF_A_MOVE),
            Map.entry("unlink", List.of("EACCES", "EBUSY", "EIO", "EPERM", "EROFS")),
            Map.entry("unlinkat", List.of("EACCES", "EIO")),
            Map.entry("rmdir", List.of("EACCES", "EIO")),
            Map.entry("mkdir", List.of("EACCES", "EIO", "ENOSPC", "EROFS")),
            Map.entry("symlink", List.of("EACCES", "EIO", "ENOSPC", "EROFS")),
            Map.entry("getdents64", List.of("EIO")),
            Map.entry("dup", List.of("EMFILE")),
            Map.entry("readlink", List.of("EACCES", "EIO")),
            Map.entry("close", List.of("EIO", "ENOSPC", "EDQUOT", "EINTR")));

    /** Calls that concern threads, not files. */
    private static final Set<String> NOT_FOR_FILES = Set.of("futex");

    private static final int OLD_LENGTH = 9_000;
    private static final VersionedContent NEW = new VersionedContent(TargetDirectory.NEW, 20_000);

    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    private WriterProcess writerProcess;

    @BeforeEach
    void startWriterProcess() throws IOException {
        writerProcess = WriterProcess.start(scratch, List.of());
    }

    @AfterEach
    void endWriterProcess() {
        writerProcess.close();
    }

    @Test
    @DisplayName("W4 W5 an exception means old and no residue, unless it says unconfirmed; a return means new")
    void everyErrorAtEveryCallKeepsThePromise(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (LibraryWriter entryPoint : LibraryWriter.ofFiles()) {
            injectAll(entryPoint, findings);
        }
        evidence.accept(findings);
    }

    @Test
    @DisplayName("P3 the same for a publish: an exception means the old version and no residue")
    void everyErrorAtEveryCallOfAPublishKeepsThePromise(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        injectAll(LibraryWriter.PUBLISH, findings);
        evidence.accept(findings);
    }

    private void injectAll(LibraryWriter entryPoint, Findings findings) throws IOException {
        for (boolean targetExists : new boolean[] {true, false}) {
            for (SystemCall call : calls(entryPoint, targetExists)) {
                List<String> errors = errors(call);
                // A publish makes many calls, nearly the same ones whether there is a version already or not.
                boolean each = targetExists || !entryPoint.publishes();
                for (String error : each || errors.isEmpty() ? errors : errors.subList(0, 1)) {
                    String wrong = inject(entryPoint, targetExists, call, error);
                    findings.fault(Evidence.ANY);
                    if (!wrong.isEmpty()) {
                        findings.violation("%s, %s at %s: %s".formatted(entryPoint, error, call, wrong));
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("W4 a write that ends at the file size limit fails, and leaves the old content")
    void aRealShortWriteKeepsTheOldContent(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (LibraryWriter entryPoint : LibraryWriter.ofFiles()) {
            TargetDirectory targetDirectory = entryPoint.in(directory);
            targetDirectory.prepare(true, OLD_LENGTH);
            try (WriterProcess limited =
                    WriterProcess.start(scratch, List.of("prlimit", "--fsize=24576:unlimited"), entryPoint)) {
                String answer = limited.write(
                        entryPoint, targetDirectory.target(), new VersionedContent(TargetDirectory.NEW, 60_000));
                assertThat(answer).contains("failed", "File too large");
                findings.fault(Evidence.ANY);
                String wrong = targetDirectory.findProblem(answer, true);
                if (!wrong.isEmpty()) {
                    findings.violation(entryPoint + ", cut short: " + wrong);
                }
            }
        }
        evidence.accept(findings);
    }

    private static List<String> errors(SystemCall call) {
        if (NOT_FOR_FILES.contains(call.name())) {
            return List.of();
        }
        return Objects.requireNonNull(ERRORS.get(call.name()), "no errors are listed for this call: " + call);
    }

    private List<SystemCall> calls(LibraryWriter entryPoint, boolean targetExists) throws IOException {
        TargetDirectory targetDirectory = entryPoint.in(directory);
        writeUndisturbed(entryPoint, targetDirectory, targetExists);
        TracedCommit commit =
                TracedCommit.of(writerProcess, entryPoint, targetDirectory.target(), NEW, scratch.resolve("trace"));
        assertThat(commit.answer()).isEqualTo("done");
        return commit.calls();
    }

    /** The calls of a write depend on what its thread has loaded, and on the descriptor that it has found last. */
    private void writeUndisturbed(LibraryWriter entryPoint, TargetDirectory targetDirectory, boolean targetExists)
            throws IOException {
        for (int i = 0; i < (entryPoint.publishes() ? 1 : 3); i++) {
            targetDirectory.prepare(targetExists, OLD_LENGTH);
            assertThat(writerProcess.write(entryPoint, targetDirectory.target(), NEW))
                    .isEqualTo("done");
        }
        targetDirectory.prepare(targetExists, OLD_LENGTH);
    }

    private String inject(LibraryWriter entryPoint, boolean targetExists, SystemCall call, String error)
            throws IOException {
        TargetDirectory targetDirectory = entryPoint.in(directory);
        writeUndisturbed(entryPoint, targetDirectory, targetExists);
        String injection = "inject=%s:error=%s:when=%d".formatted(call.name(), error, call.ordinal());
        Strace strace = Strace.attach(writerProcess, scratch.resolve("trace"), "-e", injection);
        String answer = writerProcess.write(entryPoint, targetDirectory.target(), NEW);
        List<String> trace = strace.detach();
        if (trace.stream().noneMatch(line -> line.contains(error) && line.endsWith("(INJECTED)"))) {
            // A close that failed has left a descriptor open. So the number of calls that find one may change.
            assertThat(calls(entryPoint, targetExists).stream().map(SystemCall::toString))
                    .as("the calls of a write, of which one was not reached")
                    .doesNotContain(call.toString());
            return "";
        }
        String wrong = targetDirectory.findProblem(answer, targetExists);
        return wrong.isEmpty() && isFailedForce(call, error) ? forcesAfter(call, SystemCall.parse(trace)) : wrong;
    }

    /** EINTR is no failed force: the JDK may force again after a signal. */
    private static boolean isFailedForce(SystemCall call, String error) {
        return call.name().equals("fsync") && !error.equals("EINTR");
    }

    /** Linux reports a write-back error once. The next force would succeed without the data on disk. */
    private static String forcesAfter(SystemCall failed, List<SystemCall> calls) {
        boolean again =
                calls.stream().anyMatch(call -> call.name().equals("fsync") && call.ordinal() > failed.ordinal());
        return again ? "forced again" : "";
    }
}
