package io.github.atomicwrite.crash.content;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Content that describes itself: a header with version, length and checksum, then text that differs from version to
 * version. A reader of the file sees whether the content is whole.
 *
 * @param version the number of the write; never negative
 * @param length the number of bytes, at least {@link #HEADER}
 */
public record VersionedContent(long version, int length) {
    static final int HEADER = 35;

    private static final int CHARACTERS = 64;

    public byte[] bytes() {
        byte[] text = new byte[length];
        long random = version * 0x9E3779B97F4A7C15L + length;
        for (int i = HEADER; i < length; i++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            text[i] = (byte) ('0' + (int) (random >>> 58) % CHARACTERS);
        }
        System.arraycopy(header(version, text), 0, text, 0, HEADER);
        return text;
    }

    /** Finds out whether these bytes are whole, and which version they are. */
    public static Observed inspect(byte[] bytes) {
        if (bytes.length == 0) {
            return Observed.EMPTY;
        }
        if (isZeros(bytes)) {
            return Observed.ZEROS;
        }
        try {
            String version = new String(bytes, 0, Math.min(16, bytes.length), StandardCharsets.US_ASCII);
            long claimed = Long.parseLong(version, 16);
            boolean whole = bytes.length >= HEADER
                    && new String(bytes, 0, HEADER, StandardCharsets.US_ASCII)
                            .equals(new String(header(claimed, bytes), StandardCharsets.US_ASCII));
            return whole ? Observed.whole(claimed) : Observed.TORN;
        } catch (NumberFormatException noVersion) {
            return Observed.TORN;
        }
    }

    private static byte[] header(long version, byte[] text) {
        CRC32 checksum = new CRC32();
        checksum.update(text, HEADER, text.length - HEADER);
        return String.format(Locale.ROOT, "%016x %08x %08x\n", version, text.length, checksum.getValue())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isZeros(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
