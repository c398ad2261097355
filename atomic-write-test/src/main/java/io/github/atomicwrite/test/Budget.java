package io.github.atomicwrite.test;

/** Bounds the number of states, so that a verdict takes well under half a minute, the loader's own time aside. */
final class Budget {
    private static final int MAX_STATES = 3_000;
    private static final int MIN_STATES = 60;
    private static final long MICROSECONDS = 5_000_000;

    // Measured: what it takes to write and to delete a state.
    private static final long PER_STATE = 300;
    private static final long PER_FILE = 60;
    private static final long BYTES_PER_MICROSECOND = 500;

    private Budget() {}

    static int of(Recording recording) {
        long cost = PER_STATE + PER_FILE * recording.initial().size() + bytes(recording) / BYTES_PER_MICROSECOND;
        return (int) Math.max(MIN_STATES, Math.min(MAX_STATES, MICROSECONDS / cost));
    }

    /** Returns how large a state can be, at most. */
    static long bytes(Recording recording) {
        Disk disk = recording.initial();
        long bytes = 0;
        for (int number = 0; number < disk.size(); number++) {
            if (disk.inode(number) instanceof Inode.RegularFile file) {
                bytes += file.content().size();
            }
        }
        for (RecordedStep step : recording.steps()) {
            bytes += step.written() == null ? 0 : step.written().bytes().size();
        }
        return bytes;
    }
}
