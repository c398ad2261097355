package io.github.atomicwrite.test;

import java.util.Arrays;

/** The bytes of one file. Copies share them until one of the two is changed. */
final class Content {
    private byte[] bytes;
    private int size;
    private boolean shared;

    Content(byte[] bytes) {
        this.bytes = bytes;
        this.size = bytes.length;
        this.shared = true;
    }

    private Content(Content other) {
        this.bytes = other.bytes;
        this.size = other.size;
        this.shared = true;
        other.shared = true;
    }

    Content copy() {
        return new Content(this);
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    byte[] bytes(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    boolean is(byte[] others) {
        return Arrays.equals(bytes, 0, size, others, 0, others.length);
    }

    /** Makes the file at least that long; what is new is zeros. */
    void grow(int length) {
        if (length > size) {
            own(length);
            size = length;
        }
    }

    void truncate(int length) {
        if (length < size) {
            own(size);
            Arrays.fill(bytes, length, size, (byte) 0);
            size = length;
        }
    }

    void write(int offset, byte[] written) {
        int end = offset + written.length;
        own(Math.max(end, size));
        System.arraycopy(written, 0, bytes, offset, written.length);
        size = Math.max(size, end);
    }

    private void own(int capacity) {
        if (capacity > bytes.length) {
            // Twice as much, so that a file written in small parts isn't copied each time.
            bytes = Arrays.copyOf(bytes, Math.max(capacity, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
            shared = false;
        } else if (shared) {
            bytes = Arrays.copyOf(bytes, bytes.length);
            shared = false;
        }
    }
}
