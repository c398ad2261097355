package io.github.atomicwrite.internal.storage;

import io.github.atomicwrite.internal.IoAction;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;

/** Errors of the JDK's directory streams. */
final class DirectoryStreams {
    private DirectoryStreams() {}

    /**
     * Runs an action that opens directory streams. Their errors are unchecked while they are iterated over. If
     * {@code close(2)} fails, they throw an internal checked exception that the JDK doesn't declare. This method throws
     * an {@link IOException} instead of both.
     */
    static void use(IoAction action) throws IOException {
        try {
            action.run();
        } catch (DirectoryIteratorException failed) {
            throw failed.getCause();
        } catch (IOException | RuntimeException declared) {
            throw declared;
        } catch (Exception undeclared) {
            throw new IOException("a directory could not be closed", undeclared);
        }
    }
}
