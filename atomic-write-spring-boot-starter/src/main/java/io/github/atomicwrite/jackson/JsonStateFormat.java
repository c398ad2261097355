package io.github.atomicwrite.jackson;

import io.github.atomicwrite.state.StateFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both Jacksons do alike: read, and explain a refusal.
 *
 * <p>A text is read in one pass. Only if that fails is it walked through, to see whether it is damaged: damage counts
 * first, also in a file that would be of another shape.
 */
abstract class JsonStateFormat<T> implements StateFormat<T> {
    @Override
    public final T read(InputStream in) throws IOException {
        byte[] text = in.readAllBytes();
        Throwable refusal = null;
        try {
            T state = parse(text);
            if (state != null) {
                return state;
            }
        } catch (LinkageError | VirtualMachineError programFault) {
            throw programFault; // a class, heap or stack that is missing says nothing about the file
        } catch (Throwable refused) {
            refusal = refused;
        }
        List<Object> path = refusal == null ? List.of() : path(refusal);
        String reason = refusal == null ? "the type makes null of it" : reason(refusal);
        try (JsonWalk.Tokens tokens = tokens(text)) {
            throw Refusal.onRead(JsonWalk.find(tokens, path), path, reason, refusal);
        }
    }

    /** Reads a whole text. Returns {@code null} if there is no value, or it is {@code null}. */
    abstract @Nullable T parse(byte[] text) throws IOException;

    /** Returns the tokens of a text. */
    abstract JsonWalk.Tokens tokens(byte[] text) throws IOException;

    /** Returns names and indexes that lead to what was refused; empty if it isn't known. */
    abstract List<Object> path(Throwable refusal);

    abstract String reason(Throwable refusal);
}
