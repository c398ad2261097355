package io.github.atomicwrite.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.StaleTemporaries;
import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.content.TargetDirectory;
import io.github.atomicwrite.crash.content.VersionedContent;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.trace.Strace;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import io.github.atomicwrite.crash.writer.WriterProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch has two phases: it forces all files, then it moves them. */
@Tier1
class BatchPhasesTest {
    private static final int FILES = 4;
    private static final VersionedContent OLD = new VersionedContent(TargetDirectory.OLD, 9_000);
    private static final VersionedContent NEW = new VersionedContent(TargetDirectory.NEW, 20_000);
    private static final Pattern CREATION =
            Pattern.compile("openat\\(AT_FDCWD, \"(\\S+)\", O_WRONLY\\|O_CREAT\\|O_EXCL\\S*, 0600\\) += (\\d+)");

    @TempDir
    private Path scratch;

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "nothing is moved before everything has been forced, and the directory is forced once, after the moves")
    void forcesEverythingBeforeTheFirstMove() throws IOException {
        List<String> phases = traceOfBatch("-f").stream()
                .filter(line ->
                        line.matches("\\d+\\s+(fsync\\(\\d+\\) .*= 0|<\\.\\.\\. fsync resumed>.*= 0|rename(at)?\\(.*)"))
                .map(line -> line.contains("fsync") ? "forced" : "moved")
                .toList();

        assertThat(phases)
                .containsExactly("forced", "forced", "forced", "forced", "moved", "moved", "moved", "moved", "forced");
        assertThat(targets())
                .allSatisfy(target -> assertThat(Observed.at(target)).isEqualTo(Observed.whole(TargetDirectory.NEW)));
    }

    @Test
    @DisplayName(
            "a file is written, gets its mode, and starts to be written back: by the close of another descriptor, or by a call")
    void showsTheKernelAFileToWriteBack() throws IOException {
        // Of the thread that stages: calls of other threads at the same time would split the lines.
        String trace = String.join("\n", traceOfBatch());
        List<MatchResult> created = CREATION.matcher(trace).results().skip(1).toList(); // the first file is the guard
        assertThat(created).hasSize(FILES);
        for (MatchResult creation : created) {
            String descriptor = creation.group(2);
            assertThat(trace).containsPattern(inOrder(writeBackSteps(creation.group(1), descriptor)));
        }
    }

    private static String[] writeBackSteps(String temporary, String descriptor) {
        String write = "pwrite64\\(" + descriptor + ", [^\n]*, 20000, 0";
        if (!ChildJvm.nativeAccess().isEmpty()) {
            String name = Pattern.quote(Path.of(temporary).getFileName().toString());
            return new String[] {
                write,
                "fchmod\\(" + descriptor + ", ",
                "sync_file_range\\(" + descriptor + ", 0, 0, ",
                "renameat\\(\\d+, \"" + name + "\""
            };
        }
        String quoted = Pattern.quote(temporary);
        return new String[] {
            "ftruncate\\(" + descriptor + ", 0",
            write,
            "chmod\\(\"/proc/\\d+/fd/" + descriptor + "\"",
            "openat\\(AT_FDCWD, \"" + quoted + "\", O_RDONLY\\|O_NOFOLLOW",
            "rename\\(\"" + quoted + "\""
        };
    }

    private List<String> traceOfBatch(String... options) throws IOException {
        prepare();
        try (WriterProcess writerProcess = WriterProcess.start(scratch, List.of(), LibraryWriter.WRITE_BATCH)) {
            Strace strace = Strace.attach(writerProcess, scratch.resolve("trace"), options);
            writerProcess.beginBatch(targets(), NEW);
            assertThat(writerProcess.answer()).isEqualTo("done");
            return strace.detach();
        }
    }

    private static Pattern inOrder(String... calls) {
        return Pattern.compile(String.join(".*", calls), Pattern.DOTALL);
    }

    @Test
    @DisplayName(
            "W2 killed before any move, a batch leaves each file wholly old or wholly new, in the order of the moves")
    void aKillBetweenTheMovesTearsNoFile(Evidence evidence) throws IOException {
        Findings findings = new Findings();
        for (int move = 1; move <= FILES; move++) {
            prepare();
            String injection = "inject=?rename,renameat:signal=SIGKILL:when=" + move;
            WriterProcess writerProcess = WriterProcess.start(scratch, List.of(), LibraryWriter.WRITE_BATCH);
            Strace strace = Strace.attach(writerProcess, scratch.resolve("trace"), "-e", injection);
            writerProcess.beginBatch(targets(), NEW);
            assertThat(writerProcess.awaitEnd()).isEqualTo(128 + 9);
            strace.close();
            findings.fault(Evidence.ANY);

            StaleTemporaries.sweep(directory);
            int moved = move - 1;
            assertThat(IntStream.range(0, FILES).mapToObj(this::observed))
                    .containsExactlyElementsOf(IntStream.range(0, FILES)
                            .mapToObj(file -> Observed.whole(file < moved ? TargetDirectory.NEW : TargetDirectory.OLD))
                            .toList());
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(files).containsExactlyInAnyOrderElementsOf(targets());
            }
        }
        evidence.accept(findings);
    }

    private void prepare() throws IOException {
        for (Path target : targets()) {
            Files.write(target, OLD.bytes());
        }
    }

    private List<Path> targets() {
        return IntStream.range(0, FILES)
                .mapToObj(file -> directory.resolve("target" + file))
                .toList();
    }

    private Observed observed(int file) {
        try {
            return Observed.at(targets().get(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
