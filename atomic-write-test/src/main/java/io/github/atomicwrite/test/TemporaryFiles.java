package io.github.atomicwrite.test;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a run may put its files. */
final class TemporaryFiles {
    private static final Path USUAL = Path.of("/tmp");
    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final long MIN_FREE = 16L * 1024 * 1024;

    private TemporaryFiles() {}

    /** Returns the directory for the action: the one that {@code java.io.tmpdir} names. */
    static Path forTheAction() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Returns the directory for the states: in memory, where files are made and deleted several times as fast, if there
     * is space for many of them and nobody has asked for another place.
     *
     * @param bytes the size of a state
     */
    static Path forStates(long bytes) throws IOException {
        if (mayUseMemory()) {
            FileStore memory = Files.getFileStore(IN_MEMORY);
            if (memory.type().equals("tmpfs") && memory.getUsableSpace() > MIN_FREE + 4 * bytes) {
                return IN_MEMORY;
            }
        }
        return forTheAction();
    }

    /** Returns every directory in which a run may have left files, whatever its states needed. */
    static List<Path> all() {
        return mayUseMemory() ? List.of(forTheAction(), IN_MEMORY) : List.of(forTheAction());
    }

    private static boolean mayUseMemory() {
        return forTheAction().equals(USUAL) && Files.isWritable(IN_MEMORY);
    }
}
