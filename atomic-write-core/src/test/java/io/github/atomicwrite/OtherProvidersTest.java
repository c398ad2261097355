package io.github.atomicwrite;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OtherProvidersTest {
    private final AtomicFileWriter writer = AtomicFileWriter.create();

    @ParameterizedTest
    @EnumSource
    @DisplayName("W18 Every entry point works as far as the provider does, with the forms of paths of each system")
    void writesInMemory(EntryPoint entryPoint) throws IOException {
        for (Configuration form :
                new Configuration[] {Configuration.unix(), Configuration.windows(), Configuration.osX()}) {
            try (FileSystem memory = Jimfs.newFileSystem(form)) {
                Path directory = Files.createDirectory(memory.getPath("work").toAbsolutePath());
                Path target = directory.resolve("target");
                for (Durability durability : Durability.values()) {
                    entryPoint.write(writer.withDurability(durability), target, "content, " + durability);
                    assertThat(Files.readString(target)).isEqualTo("content, " + durability);
                    assertHoldsOnly(directory, "target");

                    // It is the provider's choice whether an atomic move replaces, and this one's is no.
                    assertThatThrownBy(() -> entryPoint.write(writer, target, "new"))
                            .isInstanceOf(FileAlreadyExistsException.class);
                    assertThat(Files.readString(target)).isEqualTo("content, " + durability);
                    assertHoldsOnly(directory, "target");
                    Files.delete(target);
                }
            }
        }
    }

    @Test
    @DisplayName("W18 W4 A failure in memory leaves the old content and no temporary")
    void keepsTheOldContentInMemory() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path target = Files.writeString(memory.getPath("target"), "old");
            assertThatThrownBy(() -> writer.write(target, out -> {
                        out.write(new byte[1 << 20]);
                        throw new IOException("on purpose");
                    }))
                    .hasMessage("on purpose");
            assertThat(Files.readString(target)).isEqualTo("old");
            assertHoldsOnly(memory.getPath("").toAbsolutePath(), "target");
        }
    }

    @Test
    @DisplayName("W18 W10 W11 Links are followed and targets refused there too")
    void followsLinksAndRefusesInMemory() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path link = Files.createSymbolicLink(memory.getPath("link"), memory.getPath("target"));
            writer.writeString(link, "new");
            assertThat(Files.readString(memory.getPath("target"))).isEqualTo("new");
            assertThat(Files.isSymbolicLink(link)).isTrue();
            Path loop = Files.createSymbolicLink(memory.getPath("loop"), memory.getPath("loop"));
            assertThatThrownBy(() -> writer.writeString(loop, "new")).isInstanceOf(FileSystemLoopException.class);
            assertThatThrownBy(() -> writer.writeString(memory.getPath("/"), "new"))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("is a directory");
        }
    }

    @Test
    @DisplayName("W18 W7 W8 Modes are set where a provider knows permissions")
    void setsModesInMemory() throws IOException {
        Configuration posix =
                Configuration.unix().toBuilder().setAttributeViews("posix").build();
        try (FileSystem memory = Jimfs.newFileSystem(posix)) {
            Path target = memory.getPath("target");
            try (PendingFile file = writer.withMode(FileMode.of(0644)).open(target)) {
                Path temporary = Directories.temporaries(target.toAbsolutePath().getParent())
                        .get(0);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)))
                        .isEqualTo("rw-------");
                file.output().write('x');
                file.commit();
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                    .isEqualTo("rw-r--r--");
            assertThatThrownBy(() -> writer.withMode(FileMode.of(04755)).writeString(target, "newer"))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(Files.readString(target)).isEqualTo("x");
            assertHoldsOnly(target.toAbsolutePath().getParent(), "target");
        }
    }

    @Test
    @DisplayName("W11 An explicit mode on a store without POSIX permissions is refused before anything is created")
    void refusesAModeWhereThereAreNone() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.windows())) {
            Path target = memory.getPath("target");
            assertThatThrownBy(() -> writer.withMode(FileMode.of(0600)).writeString(target, "new"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("target")
                    .hasMessageContaining("0600");
            assertHoldsOnly(target.toAbsolutePath().getParent());
        }
    }

    @Test
    @DisplayName("W6 W18 Where a provider refuses an atomic move, that is the error, and nothing is copied instead")
    void passesOnThatAMoveIsRefused(@TempDir Path directory) throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "old");
        IOException refusal = new AtomicMoveNotSupportedException("temporary", "target", "not here");
        SimulatedDisk disk = new SimulatedDisk().failing(SimulatedDisk.Verb.REPLACE, refusal);
        assertThatThrownBy(() -> disk.writer().writeString(target, "new")).isSameAs(refusal);
        assertThat(target).hasContent("old");
        assertHoldsOnly(directory, "target");
    }

    @Test
    @DisplayName("W18 Inside a zip archive a write works as far as the archive does")
    void writesInsideAnArchive(@TempDir Path directory) throws IOException {
        URI archive = URI.create("jar:" + directory.resolve("archive.zip").toUri());
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            Path target = zip.getPath("/target");
            writer.writeString(target, "old");
            assertThat(Files.readString(target)).isEqualTo("old");
            assertThatThrownBy(() -> writer.writeString(target, "new")).isInstanceOf(FileAlreadyExistsException.class);
            assertThatThrownBy(() -> writer.write(target, out -> {
                        throw new IOException("on purpose");
                    }))
                    .hasMessage("on purpose");
            assertThat(Files.readString(target)).isEqualTo("old");
            assertHoldsOnly(zip.getPath("/"), "target");
        }
        assertHoldsOnly(directory, "archive.zip");
    }

    @Test
    @DisplayName("W19 Nothing is swept where no lock can prove a writer dead")
    void sweepsNothingElsewhere() throws IOException {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path directory = memory.getPath("").toAbsolutePath();
            Path temporary =
                    Files.createFile(directory.resolve(".atomic-write-012345678901-0123456789012345-00000000.tmp"));
            assertThat(StaleTemporaries.sweep(directory)).isEmpty();
            assertThat(Files.exists(temporary)).isTrue();
        }
    }
}
