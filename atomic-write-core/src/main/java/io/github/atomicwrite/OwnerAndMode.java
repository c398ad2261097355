package io.github.atomicwrite;

import io.github.atomicwrite.internal.storage.FileStatus.Access;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.TemporaryFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Owner, group and mode of the new file. Owner and group are those of the replaced file. The mode is the explicit one, else
 * that of the replaced file.
 *
 * @param explicit the mode that the caller set; {@code null} if none
 * @param existing what the replaced file has; {@code null} if there is none, or if the store has no such thing
 */
record OwnerAndMode(@Nullable FileMode explicit, @Nullable Access existing) {
    private static final int SET_USER_ID = 04000;
    private static final int SET_GROUP_ID = 02000;

    static OwnerAndMode of(@Nullable FileMode explicit, Target target) {
        return new OwnerAndMode(
                explicit, target.existing() == null ? null : target.existing().access());
    }

    /** Where the final mode is known, only the owner may see the temporary. Where it isn't, the umask decides it now. */
    Storage.Visibility visibilityUntilApplied() {
        return explicit != null || existing != null ? Storage.Visibility.OWNER : Storage.Visibility.UMASK;
    }

    /**
     * Sets owner and group first, then the mode, because {@code chown(2)} clears the set-id bits.
     *
     * <p>Where the process may not give the file away, the write goes on, as {@code cp -p} does. Then inherited set-id bits
     * are dropped, because they would grant the rights of another user or group than before.
     *
     * @param created what the file has had since it was created
     */
    void applyTo(TemporaryFile file, @Nullable Access created, Path path) throws IOException {
        int inherited = existing == null ? 0 : existing.mode();
        boolean givenAway = false;
        if (existing != null && created != null) {
            if (existing.group() != created.group()) {
                givenAway = file.setGroup(existing.group());
                inherited = givenAway ? inherited : inherited & ~SET_GROUP_ID;
            }
            if (existing.owner() != created.owner()) {
                boolean given = file.setOwner(existing.owner());
                inherited = given ? inherited : inherited & ~SET_USER_ID & ~SET_GROUP_ID;
                givenAway |= given;
            }
        }
        if (explicit == null && existing == null) {
            return;
        }
        int mode = explicit != null ? explicit.bits() : inherited;
        if (!givenAway && created != null && mode == created.mode()) {
            return;
        }
        file.setMode(mode);
        if (explicit != null) {
            requireExactly(explicit, file, path);
        }
    }

    /**
     * {@code chmod(2)} drops set-group-ID without an error where the process is not in the file's group. A store like FAT
     * drops what it has no room for.
     */
    private static void requireExactly(FileMode mode, TemporaryFile file, Path path) throws IOException {
        Access set = file.status().access();
        if (set != null && set.mode() != mode.bits()) {
            throw new FileSystemException(
                    path.toString(),
                    null,
                    "mode " + mode + " was asked for, but the system made it " + FileMode.of(set.mode()));
        }
    }
}
