package io.github.atomicwrite.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The unpacked tarball. */
final class Installation {
    static final Path TARBALL = Tool.MODULE.resolve("target/atomic-write-cli.tar.gz");

    /** Lets a run wait until the archive of classes is made. */
    static final String AWAIT = "-Datomic-write.await-archive=true";

    private final Path root;

    private Installation(Path root) {
        this.root = root;
    }

    /** Unpacks the tarball, and lets other users enter the directory. */
    static Installation unpackIn(Path directory) throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Tool.in(directory, "tar", "-xzf", TARBALL).run().isSilentSuccess();
        return new Installation(directory.resolve("atomic-write-cli"));
    }

    Path root() {
        return root;
    }

    Path launcher() {
        return root.resolve("bin/atomic-write");
    }

    /** Returns the directory of the jars. */
    Path home() {
        return root.resolve("lib/atomic-write");
    }

    /** Denies everyone but root to write to the directory of the jars. */
    void makeReadOnly() throws IOException {
        Files.setPosixFilePermissions(home(), PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    /** Returns a tool that has the directory as its working directory and its home. */
    Tool in(Path directory) {
        return Tool.in(directory, launcher()).without("XDG_CACHE_HOME").with(Map.of("HOME", directory.toString()));
    }

    /** Replaces a file, and returns whether the classes came from an archive. */
    static boolean usesAnArchive(Tool tool, Path directory, String... options)
            throws IOException, InterruptedException {
        Path log = directory.resolve("classes");
        Path target = directory.resolve("config.json");
        String all = "-Xlog:class+load:file=" + log + " " + String.join(" ", options);
        tool.with(Map.of("ATOMIC_WRITE_JAVA_OPTS", all))
                .reading("new")
                .run(target)
                .isSilentSuccess();
        assertThat(target).hasContent("new");
        boolean used = Files.readAllLines(log).stream()
                .anyMatch(line -> line.contains(" " + ReplaceRunner.class.getName() + " ")
                        && line.contains("source: shared objects file"));
        Files.delete(target);
        Files.delete(log);
        return used;
    }

    /** Returns the archives below a directory. */
    static List<Path> archivesIn(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)"))
                    .toList();
        }
    }
}
