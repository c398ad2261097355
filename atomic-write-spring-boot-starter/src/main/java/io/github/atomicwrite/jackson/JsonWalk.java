package io.github.atomicwrite.jackson;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a text that a mapper has refused. Finds out whether the text is whole, and where the refused property
 * is.
 *
 * <p>The mapper's own position isn't used: it differs between versions, and is lost where the mapper buffers its input.
 */
final class JsonWalk {
    /** The tokens of one text, by a parser of either Jackson. Its identifiers of tokens are the same in both. */
    interface Tokens extends AutoCloseable {
        int NONE = 0;
        int START_OBJECT = 1;
        int END_OBJECT = 2;
        int START_ARRAY = 3;
        int END_ARRAY = 4;
        int TEXT = 6;
        int INTEGER = 7;
        int DECIMAL = 8;
        int NULL = 11;

        /**
         * Moves to the next token, and returns its identifier.
         *
         * @throws DamageException if there is neither a token nor the end of the text
         * @throws io.github.atomicwrite.state.IncompatibleStateException if the token is larger than the mapper allows
         */
        int next() throws IOException;

        /** Decodes a text or checks the length of a number, which moving to the next token would skip. */
        void decode() throws IOException;

        /** Returns the name of the property that the current token names. */
        String name() throws IOException;

        /** Returns the position of the current token's first character. */
        String position();

        @Override
        void close() throws IOException;
    }

    private static final String NULL_STATE = "there is null instead of a state";
    private static final String AFTER_THE_STATE = "the file goes on after the state";

    private final Tokens tokens;
    private final List<Object> path;

    private JsonWalk(Tokens tokens, List<Object> path) {
        this.tokens = tokens;
        this.path = path;
    }

    /**
     * Walks to the end of a text that has been generated. An empty text passes.
     *
     * @throws DamageException if the text isn't exactly one value, or is {@code null}
     * @throws IOException if the parser refuses a token; it may also throw an unchecked exception of its own
     */
    static void requireReadable(Tokens tokens) throws IOException {
        int depth = 0;
        boolean ended = false;
        for (int token = tokens.next(); token != Tokens.NONE; token = tokens.next()) {
            if (ended || (depth == 0 && token == Tokens.NULL)) {
                throw new DamageException(tokens.position(), ended ? AFTER_THE_STATE : NULL_STATE, null);
            }
            tokens.decode();
            depth += switch (token) {
                case Tokens.START_OBJECT, Tokens.START_ARRAY -> 1;
                case Tokens.END_OBJECT, Tokens.END_ARRAY -> -1;
                default -> 0;
            };
            ended = depth == 0;
        }
    }

    /**
     * Walks to the end of the text.
     *
     * @param path names and indexes, as a {@code String} or an {@code Integer} each, from the root to the property
     * @return the position of the property; of its object's end, if the object doesn't have it
     * @throws DamageException if the text isn't exactly one value, or is {@code null}
     * @throws IOException if the tokens throw it
     */
    static String find(Tokens tokens, List<Object> path) throws IOException {
        int first = tokens.next();
        if (first == Tokens.NONE) {
            throw new DamageException(tokens.position(), "there is nothing but white space", null);
        }
        if (first == Tokens.NULL) {
            throw new DamageException(tokens.position(), NULL_STATE, null);
        }
        String found = new JsonWalk(tokens, path).walk(first, 0);
        if (tokens.next() != Tokens.NONE) {
            throw new DamageException(tokens.position(), AFTER_THE_STATE, null);
        }
        return found == null ? "" : found;
    }

    /**
     * Walks over one value.
     *
     * @param steps how many steps of the path lead to the value; negative, if the path doesn't lead there
     * @return where the rest of the path leads; {@code null} if the path doesn't lead to this value
     */
    private @Nullable String walk(int token, int steps) throws IOException {
        String here = steps < 0 ? null : tokens.position();
        String found = null;
        if (token == Tokens.START_OBJECT) {
            while (tokens.next() != Tokens.END_OBJECT) {
                String name = tokens.position();
                int next = stepsTo(tokens.name(), steps);
                found = later(found, walk(tokens.next(), next), name, next);
            }
        } else if (token == Tokens.START_ARRAY) {
            int element = tokens.next();
            for (int index = 0; element != Tokens.END_ARRAY; index++) {
                found = later(found, walk(element, stepsTo(index, steps)), null, -1);
                element = tokens.next();
            }
        }
        if (here == null || steps == path.size()) {
            return here;
        }
        return found != null ? found : token == Tokens.START_OBJECT ? tokens.position() : here;
    }

    private int stepsTo(Object nameOrIndex, int steps) {
        return steps >= 0 && steps < path.size() && path.get(steps).equals(nameOrIndex) ? steps + 1 : -1;
    }

    /** The position of a property is that of its name, and not of its value. */
    private @Nullable String later(@Nullable String found, @Nullable String value, @Nullable String name, int steps) {
        return value == null ? found : name != null && steps == path.size() ? name : value;
    }
}
