package io.github.atomicwrite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Objects;

/** The content that a file is to get, from any kind of source. */
@FunctionalInterface
interface Content {
    /** Writes all of it. */
    void writeTo(ContentStream out) throws IOException;

    static Content of(byte[] bytes) {
        Objects.requireNonNull(bytes, "content");
        return out -> out.writeThrough(bytes, 0, bytes.length);
    }

    static Content of(CharSequence text, Charset charset) {
        Objects.requireNonNull(text, "content");
        return out -> TextContent.write(text, charset, out);
    }

    /** All bytes of the stream, up to its end. */
    static Content of(InputStream stream) {
        Objects.requireNonNull(stream, "content");
        return out -> {
            byte[] buffer = new byte[ContentStream.BUFFER * 2];
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                out.write(buffer, 0, length);
            }
        };
    }

    static Content of(ContentWriter writer) {
        Objects.requireNonNull(writer, "content");
        return writer::writeTo;
    }
}
