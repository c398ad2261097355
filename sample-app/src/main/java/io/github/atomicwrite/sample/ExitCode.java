package io.github.atomicwrite.sample;

/** What the program's exit code says about the target. */
final class ExitCode {
    /** It has the new content, and that survives power loss as far as was asked; or help was asked for, and given. */
    static final int DONE = 0;

    /** It is exactly as it was. */
    static final int FAILED = 1;

    /** Nobody looked at it: the command line can't be understood. */
    static final int WRONG_USAGE = 2;

    /** It has the new content, but that may not survive power loss. */
    static final int UNCONFIRMED = 3;

    private ExitCode() {}
}
