package io.github.atomicwrite;

import io.github.atomicwrite.FileStatus.Access;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with the new file: owner and group as the replaced file had them, the mode as it was asked for or
 * else as the replaced file had it.
 *
 * @param explicit the mode that was asked for
 * @param existing what the replaced file had; {@code null} if there is none, or the store knows no such thing
 */
record Inheritance(@Nullable FileMode explicit, @Nullable Access existing) {

    /** Where the final mode is known, nobody may see more in the meantime; where it isn't, the umask decides it now. */
    Storage.Visibility visibilityUntilApplied() {
        return explicit != null || existing != null ? Storage.Visibility.OWNER : Storage.Visibility.UMASK;
    }

    /**
     * Hands the file over. Owner and group first, then the mode: {@code chown(2)} clears the set-id bits.
     *
     * <p>Where the process may not give the file away, the write goes on, as {@code cp -p} does; but inherited set-id
     * bits are dropped then, for they would lend the rights of another user or group than the one that set them.
     *
     * @param created what the file has had since it was created
     */
    void applyTo(Path file, @Nullable Access created, Storage storage) throws IOException {
        FileMode inherited = existing == null ? null : existing.mode();
        boolean handedOver = false;
        if (existing != null && inherited != null && created != null) {
            if (existing.group() != created.group()) {
                handedOver = storage.setGroup(file, existing.group());
                inherited = handedOver ? inherited : inherited.withoutSetGroupId();
            }
            if (existing.owner() != created.owner()) {
                boolean given = storage.setOwner(file, existing.owner());
                inherited = given ? inherited : inherited.withoutSetUserId().withoutSetGroupId();
                handedOver |= given;
            }
        }
        FileMode mode = explicit != null ? explicit : inherited;
        if (mode == null || (!handedOver && created != null && mode.equals(created.mode()))) {
            return;
        }
        storage.setMode(file, mode);
        if (explicit != null) {
            requireExactly(explicit, file, storage);
        }
    }

    /**
     * {@code chmod(2)} drops set-group-ID without an error where the process is not in the file's group, and whatever a
     * store like FAT can't keep.
     */
    private static void requireExactly(FileMode mode, Path file, Storage storage) throws IOException {
        Access set = storage.lookUp(file).access();
        if (set != null && !set.mode().equals(mode)) {
            throw new FileSystemException(
                    file.toString(), null, "mode " + mode + " was asked for, but the system made it " + set.mode());
        }
    }
}
