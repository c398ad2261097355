package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.IoAction;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Replaced files that stay open until their directory has been forced. */
final class HeldFiles {
    private final List<IoAction> releases = new ArrayList<>(1);

    void add(Closeable file) {
        releases.add(file::close);
    }

    /** Closes all of them, whichever fails. */
    void release() throws IOException {
        try {
            Failures.runAll(releases);
        } finally {
            releases.clear();
        }
    }
}
