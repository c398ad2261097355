package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.attribute;
import static io.github.atomicwrite.Directories.mode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Root writes in a directory of another user, who puts a link to a file of root's in the place of the temporary. */
class PlantedLinkTest {
    @TempDir
    private Path directory;

    private Path theirs;
    private Path target;
    private Path victim;
    private final List<String> planted = new ArrayList<>();

    enum Link {
        SYMBOLIC {
            @Override
            void plant(Path at, Path victim) throws IOException {
                Files.createSymbolicLink(at, victim);
            }
        },
        HARD {
            @Override
            void plant(Path at, Path victim) throws IOException {
                Files.createLink(at, victim);
            }
        };

        abstract void plant(Path at, Path victim) throws IOException;
    }

    @BeforeEach
    void makeTheDirectoryOfAnother() throws IOException {
        assumeTrue(ChildJvm.isRoot(), "only root may be led to a file of root's");
        victim = Files.writeString(directory.resolve("victim"), "secret");
        Files.setAttribute(victim, "unix:mode", 0600);
        theirs = Files.createDirectory(directory.resolve("theirs"));
        target = Files.writeString(theirs.resolve("target"), "old");
        for (Path file : List.of(theirs, target)) {
            Files.setAttribute(file, "unix:uid", ChildJvm.NOBODY);
            Files.setAttribute(file, "unix:gid", ChildJvm.NOBODY);
        }
    }

    private static Stream<Arguments> attacks() {
        return Stream.of(Link.values())
                .flatMap(link -> Stream.of(
                        Arguments.of(link, 0644, null),
                        Arguments.of(link, 04777, null),
                        Arguments.of(link, 0644, FileMode.of(0666))));
    }

    @ParameterizedTest(name = "{0} link, target of mode {1}, asked for {2}")
    @MethodSource("attacks")
    @DisplayName(
            "W23 A link that is planted before the commit fails the write, and the file that it leads to is untouched")
    void followsNoLinkPlantedBeforeTheCommit(Link link, int mode, @Nullable FileMode explicit) throws IOException {
        Files.setAttribute(target, "unix:mode", mode);
        try (PendingFile file = AtomicFileWriter.create().withMode(explicit).open(target)) {
            file.output().write("new".getBytes(UTF_8));
            file.output().flush();
            plant(link);
            expectFailure(mode, file::commit);
        }
        assertNothingIsLeft();
    }

    @ParameterizedTest(name = "{0} link, target of mode {1}, asked for {2}")
    @MethodSource("attacks")
    @DisplayName("W23 So does a link that is planted while the content is being produced")
    void followsNoLinkPlantedWhileTheContentIsProduced(Link link, int mode, @Nullable FileMode explicit)
            throws IOException {
        Files.setAttribute(target, "unix:mode", mode);
        AtomicFileWriter writer = AtomicFileWriter.create().withMode(explicit);
        expectFailure(mode, () -> writer.write(target, out -> writeAndPlant(out, link)));
        assertNothingIsLeft();
    }

    @ParameterizedTest(name = "{0} link, target of mode {1}, asked for {2}")
    @MethodSource("attacks")
    @DisplayName("W23 So does a link that is planted while a batch stages the file")
    void followsNoLinkPlantedWhileABatchStages(Link link, int mode, @Nullable FileMode explicit) throws IOException {
        Files.setAttribute(target, "unix:mode", mode);
        expectFailure(mode, () -> {
            try (WriteBatch batch = AtomicFileWriter.create().withMode(explicit).batch()) {
                batch.write(target, out -> writeAndPlant(out, link));
                batch.commit();
            }
        });
        assertNothingIsLeft();
    }

    @ParameterizedTest(name = "{0} link, target of mode {1}, asked for {2}")
    @MethodSource("attacks")
    @DisplayName("W23 So does a link that is planted between the staging and the commit of a batch")
    void followsNoLinkPlantedBeforeTheCommitOfABatch(Link link, int mode, @Nullable FileMode explicit)
            throws IOException {
        Files.setAttribute(target, "unix:mode", mode);
        try (WriteBatch batch = AtomicFileWriter.create().withMode(explicit).batch()) {
            batch.writeString(target, "new");
            plant(link);
            expectFailure(mode, batch::commit);
        }
        assertNothingIsLeft();
    }

    private void writeAndPlant(OutputStream out, Link link) throws IOException {
        out.write("new".getBytes(UTF_8));
        out.flush();
        plant(link);
    }

    private void plant(Link link) throws IOException {
        List<Path> temporaries = Directories.temporaries(theirs);
        assertThat(temporaries).as("temporaries to attack").isNotEmpty();
        for (Path temporary : temporaries) {
            Files.delete(temporary);
            link.plant(temporary, victim);
            planted.add(temporary.getFileName().toString());
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private void expectFailure(int mode, Write write) {
        Throwable failure = catchThrowable(write::run);

        assertThat(attribute(victim, "unix:uid")).as("owner of root's file").isZero();
        assertThat(attribute(victim, "unix:gid")).as("group of root's file").isZero();
        assertThat(mode(victim)).as("mode of root's file").hasToString("0600");
        assertThat(victim).hasContent("secret");

        assertThat(failure).as("what the write throws").isInstanceOf(IOException.class);
        assertThat(target).isRegularFile().hasContent("old");
        assertThat(Files.isSymbolicLink(target)).isFalse();
        assertThat(mode(target)).isEqualTo(FileMode.of(mode));
        assertThat(attribute(target, "unix:uid")).isEqualTo(ChildJvm.NOBODY);
    }

    /** The links may stay: they are the other user's. */
    private void assertNothingIsLeft() {
        assertThat(Directories.names(theirs).stream().filter(name -> !planted.contains(name)))
                .containsExactly("target");
    }
}
