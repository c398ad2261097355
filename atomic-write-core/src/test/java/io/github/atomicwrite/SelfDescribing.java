package io.github.atomicwrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Content that tells whether it is whole: a header line with its body's length and checksum, then the body. */
final class SelfDescribing {
    private SelfDescribing() {}

    static byte[] content(String writer, long number, int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) ('a' + number % 26));
        String header = writer + " " + number + " " + length + " " + checksum(body, 0) + "\n";
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(header.getBytes(UTF_8));
        content.writeBytes(body);
        return content.toByteArray();
    }

    /** Returns what is wrong with the content, or null if it is whole. */
    static String flaw(byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        if (end == content.length) {
            return "no header in " + content.length + " bytes";
        }
        String[] header = new String(content, 0, end, UTF_8).split(" ", -1);
        int bodyAt = end + 1;
        if (content.length - bodyAt != Integer.parseInt(header[2])) {
            return "a body of " + (content.length - bodyAt) + " bytes instead of " + header[2];
        }
        return checksum(content, bodyAt) == Long.parseLong(header[3]) ? null : "a wrong checksum";
    }

    private static long checksum(byte[] bytes, int offset) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, offset, bytes.length - offset);
        return checksum.getValue();
    }
}
