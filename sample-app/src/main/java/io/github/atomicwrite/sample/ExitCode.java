package io.github.atomicwrite.sample;

/** The program's exit codes. Each one states what happened to the target. */
final class ExitCode {
    /** The target has the new content, as durable as requested. Also returned for a sweep, for help and version. */
    static final int DONE = 0;

    /** The target is unchanged. For a sweep: something could not be removed, or the directory can't be swept. */
    static final int FAILED = 1;

    /** The command line is wrong. The target was not accessed. */
    static final int WRONG_USAGE = 2;

    /** The target has the new content, but the content may not survive power loss. */
    static final int UNCONFIRMED = 3;

    private ExitCode() {}
}
