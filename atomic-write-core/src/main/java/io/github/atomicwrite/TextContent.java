package io.github.atomicwrite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Encodes text piece by piece. A character that the charset lacks is an error, never a {@code ?}. */
final class TextContent {
    private static final int MAX_BYTES = 64 * 1024;

    /** A charset may need space for a few bytes at once: a shift sequence, or a byte order mark. */
    private static final int MIN_BYTES = 64;

    private TextContent() {}

    /**
     * @throws CharacterCodingException if the text has half of a surrogate pair, or a character that the charset lacks
     */
    static void write(CharSequence text, Charset charset, ContentStream out) throws IOException {
        CharsetEncoder encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.wrap(text);
        long bytesAtMost = MIN_BYTES + (long) Math.ceil((double) text.length() * encoder.maxBytesPerChar());
        byte[] space = new byte[(int) Math.min(bytesAtMost, MAX_BYTES)];
        ByteBuffer bytes = ByteBuffer.wrap(space);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = encoder.encode(chars, bytes, true);
            if (result.isError()) {
                result.throwException();
            }
            if (result.isUnderflow()) {
                result = encoder.flush(bytes);
            }
            out.writeThrough(space, 0, bytes.position());
            bytes.clear();
        }
    }
}
