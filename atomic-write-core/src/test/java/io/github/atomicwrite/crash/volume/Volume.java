package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.file.Path;

/** A mounted file system whose power can be cut. */
public interface Volume {
    /** Returns the mount point. */
    Path root();

    /** Cuts the power. {@link #recover()} finds what is on the disk now, and no more. */
    void cut(CutMode cut) throws IOException;

    /** Mounts what is on the disk. The caller has no file of it open. */
    void recover() throws IOException;

    /**
     * Returns whether every operation fails between the cut and the recovery. If so, a writer must not acknowledge
     * anything in that time.
     */
    boolean failsAfterCut();
}
