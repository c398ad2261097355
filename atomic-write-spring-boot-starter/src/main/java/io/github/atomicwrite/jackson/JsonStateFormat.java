package io.github.atomicwrite.jackson;

import io.github.atomicwrite.state.StateFormat;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both Jacksons do alike: read, and explain a refusal.
 *
 * <p>A state is written only if the parser accepts its text. A generator writes names, numbers and texts that a parser
 * refuses: half a surrogate pair in a name, a name twice, and whatever exceeds the parser's limits.
 *
 * <p>A text is read in one pass. Only if that fails is it walked through, to see whether it is damaged: damage counts
 * first, also in a file that would be of another shape.
 */
abstract class JsonStateFormat<T> implements StateFormat<T> {
    @Override
    public final void write(T state, OutputStream out) throws IOException {
        TextOutput output = new TextOutput(out);
        generate(state, output);
        try (JsonWalk.Tokens tokens = tokens(output.text())) {
            JsonWalk.requireReadable(tokens);
        } catch (IOException | RuntimeException refused) {
            Throwable refusal = refused.getCause() == null ? refused : refused.getCause();
            boolean isKnown = refusal instanceof DamageException;
            throw Refusal.onReadBack(isKnown ? String.valueOf(refusal.getMessage()) : reason(refusal), refusal);
        }
    }

    /** Passes a text on and keeps a copy. */
    private static final class TextOutput extends FilterOutputStream {
        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

        TextOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            copy.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            copy.write(bytes, offset, length);
        }

        byte[] text() {
            return copy.toByteArray();
        }
    }

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

    /** Writes the text of a state. */
    abstract void generate(T state, OutputStream out) throws IOException;

    /** Reads a whole text. Returns {@code null} if there is no value, or it is {@code null}. */
    abstract @Nullable T parse(byte[] text) throws IOException;

    /** Returns the tokens of a text. */
    abstract JsonWalk.Tokens tokens(byte[] text) throws IOException;

    /** Returns names and indexes that lead to what was refused; empty if it isn't known. */
    abstract List<Object> path(Throwable refusal);

    abstract String reason(Throwable refusal);
}
