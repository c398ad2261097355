package io.github.atomicwrite;

import io.github.atomicwrite.internal.storage.FileStatus.Access;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.TemporaryFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Owner, group and mode of the new file. Owner and group are those of the replaced file. The mode is the explicit one,
 * else that of the replaced file.
 *
 * @param explicit the mode that the caller set; {@code null} if none
 * @param existing what the replaced file has; {@code null} if there is none, or if the store has no such thing
 */
record OwnerAndMode(@Nullable FileMode explicit, @Nullable Access existing) {
    private static final Access UNKNOWN = new Access(0, Access.UNKNOWN, Access.UNKNOWN);

    private static final int SET_USER_ID = 04000;
    private static final int SET_GROUP_ID = 02000;

    static OwnerAndMode of(@Nullable FileMode explicit, Target target) {
        return new OwnerAndMode(
                explicit, target.existing() == null ? null : target.existing().access());
    }

    /**
     * Where the final mode is known, only the owner may see the temporary. Where it isn't, the umask decides it now.
     */
    Storage.Visibility visibilityUntilApplied() {
        return explicit != null || existing != null ? Storage.Visibility.OWNER : Storage.Visibility.UMASK;
    }

    /**
     * Sets group, mode and owner as far as the process may.
     *
     * <p>Where it may not give the file away, the write goes on, as {@code cp -p} does. Then inherited set-id bits are
     * dropped, because they would grant the rights of another user or group than before.
     *
     * <p>The mode is set while the file is the process's own, because a process with {@code CAP_CHOWN} but without
     * {@code CAP_FOWNER} (capabilities(7)) can't do so later. Set-id bits follow once the owner is right: before, they
     * would grant the rights of this process, and {@code chown(2)} clears them.
     */
    void applyTo(OwnedTemporary temporary) throws IOException {
        if (explicit == null && existing == null) {
            return;
        }
        TemporaryFile file = temporary.file();
        Access created = temporary.created().access();
        Access wanted = existing != null && created != null ? existing : UNKNOWN;
        Access current = existing != null && created != null ? created : UNKNOWN;
        boolean otherGroup = wanted.group() != current.group();
        boolean groupKept = !otherGroup || file.setGroup(wanted.group());
        int mode = mode(true, groupKept);
        boolean otherOwner = wanted.owner() != current.owner();
        int modeBefore = otherOwner ? mode & ~(SET_USER_ID | SET_GROUP_ID) : mode;
        // The access control list of the replaced file may wait for a mode that the file already has.
        boolean mayHaveList = explicit != null && existing != null;
        if (mayHaveList || (otherGroup && groupKept) || created == null || modeBefore != created.mode()) {
            setMode(file, modeBefore);
        }
        if (otherOwner && !giveAway(temporary, wanted.owner(), current.owner(), mode)) {
            setMode(file, mode(false, groupKept));
        }
        if (explicit != null) {
            requireExactly(explicit, file, temporary.path());
        }
    }

    /**
     * Gives the file to another owner, and returns whether it could. Takes it back if the process can't control it
     * then, but has to: to set an explicit mode, or to rename it in a sticky directory.
     */
    private boolean giveAway(OwnedTemporary temporary, int owner, int current, int mode) throws IOException {
        if (!temporary.file().setOwner(owner)) {
            return false;
        }
        try {
            setMode(temporary.file(), mode);
            return true;
        } catch (IOException uncontrollable) {
            boolean isNeeded = explicit != null || temporary.isInStickyDirectory();
            if (isNeeded && !temporary.file().setOwner(current)) {
                throw uncontrollable;
            }
            return !isNeeded;
        }
    }

    private void setMode(TemporaryFile file, int mode) throws IOException {
        if (explicit != null) {
            file.setMode(mode);
        } else {
            file.inheritMode(mode);
        }
    }

    /** The mode for the owner and group that the file could be given. */
    private int mode(boolean ownerKept, boolean groupKept) {
        if (explicit != null || existing == null) {
            return Objects.requireNonNull(explicit).bits();
        }
        int dropped = !ownerKept ? SET_USER_ID | SET_GROUP_ID : !groupKept ? SET_GROUP_ID : 0;
        return existing.mode() & ~dropped;
    }

    /**
     * {@code chmod(2)} drops set-group-ID without an error where the process is not in the file's group. A store like
     * FAT drops what it has no room for.
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
