package io.github.atomicwrite.crash.volume;

import java.io.IOException;
import java.nio.file.Path;

/** A mounted file system whose power can be cut. */
public interface Volume {
    /** Where it is mounted. */
    Path root();

    /** Cuts the power: what is on the disk now is all that {@link #recover()} will find. */
    void cut(CutMode cut) throws IOException;

    /** Mounts what is on the disk. No file of it may be open. */
    void recover() throws IOException;

    /** Whether the dead file system is seen by those who go on writing to it, so that no acknowledgement of theirs may be wrong. */
    boolean failsAfterCut();
}
