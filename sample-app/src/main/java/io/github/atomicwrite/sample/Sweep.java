package io.github.atomicwrite.sample;

import io.github.atomicwrite.StaleTemporaries;
import java.io.IOException;
import java.util.List;

/** Removes what killed processes have left in a directory, and prints how much. */
final class Sweep {
    private Sweep() {}

    /**
     * Sweeps the directory that the command line names.
     *
     * @return the exit code
     */
    static int run(Invocation invocation) {
        try {
            if (invocation.path().isEmpty()) {
                throw new IOException("an empty path names no directory");
            }
            List<?> removed = StaleTemporaries.sweep(GivenPath.of(invocation.path()));
            System.err.println(ErrorLine.of(invocation.path(), "removed " + removed.size()));
            return ExitCode.DONE;
        } catch (IOException failure) {
            System.err.println(ErrorLine.of(invocation.path(), failure));
            return ExitCode.FAILED;
        }
    }
}
