package io.github.atomicwrite;

/**
 * What is forced to the storage device before a write returns, and so what a power cut can take.
 *
 * <p>With each of them the file holds the old content or the new content, whole, for every reader and after the process
 * was killed. They differ only after a crash of the machine or a loss of power.
 */
public enum Durability {
    /**
     * The content and the directory are forced: once the write has returned, the new content survives power loss.
     * Before it returns, the file is wholly old or wholly new after a power loss.
     *
     * <p>Where a directory can't be forced at all (on Windows, and with providers other than the default one), this is
     * {@link #CONTENT}.
     */
    FULL,

    /**
     * The content is forced, the directory is not: after power loss the file is wholly old or wholly new, but a write
     * that had returned shortly before may be lost. For files that can be produced again.
     *
     * <p>Not on ext4 mounted with {@code data=writeback}, where a power cut soon after a write can tear the old
     * content.
     */
    CONTENT,

    /**
     * Nothing is forced: atomic for readers and after a process is killed, but not after power loss. Then the file may
     * be old, new, empty, cut short or full of zeros. For files that need not survive a restart, as on {@code tmpfs}.
     */
    NONE;

    boolean forcesContent() {
        return this != NONE;
    }

    boolean forcesDirectory() {
        return this == FULL;
    }
}
