package io.github.atomicwrite.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How a state becomes bytes, and bytes a state.
 *
 * <p>A format must write at least one byte, also for an empty state, else the write is refused; and it should be able
 * to read whatever it writes. Both methods may be called by many threads at once.
 *
 * @param <T> the type of the state
 */
public interface StateFormat<T> {
    /**
     * Writes the whole state.
     *
     * @param state the state
     * @param out where to write; closing it does no harm
     * @throws IncompatibleStateException if {@link #read} would refuse the state: the file stays as it was
     * @throws IOException if the state can't be expressed: the file stays as it was, as with anything else that is
     *     thrown
     */
    void write(T state, OutputStream out) throws IOException;

    /**
     * Reads a state, all of it: a byte that is left unread counts as damage.
     *
     * @param in the bytes of the file; never empty
     * @return the state, never {@code null}
     * @throws IncompatibleStateException if the bytes are whole, but not a state of this type: the file is not corrupt,
     *     and the exception reaches the caller with the file's path
     * @throws IOException if the bytes are no state: the file is corrupt, as with anything else that is thrown, errors
     *     included; but a {@link LinkageError} or a {@link VirtualMachineError} is thrown as it is, since it says
     *     nothing about the bytes
     */
    T read(InputStream in) throws IOException;
}
