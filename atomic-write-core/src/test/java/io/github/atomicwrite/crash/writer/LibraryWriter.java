package io.github.atomicwrite.crash.writer;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PendingFile;
import io.github.atomicwrite.WriteBatch;
import io.github.atomicwrite.crash.content.PublishedTarget;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every way in which the library replaces a file or a published directory. Each experiment tries all that fit it. */
public enum LibraryWriter implements FileReplacer {
    WRITE_BYTES(writer()::writeBytes),
    WRITE_STRING((target, content) -> writer().writeString(target, new String(content, StandardCharsets.US_ASCII))),
    WRITE_STREAM((target, content) -> writer().write(target, new ByteArrayInputStream(content))),
    WRITE_CALLBACK((target, content) -> writer().write(target, out -> inTwo(content, out))),
    PENDING_FILE(LibraryWriter::commitPending),
    WRITE_BATCH(LibraryWriter::commitBatch),
    STATE_FILE_UPDATE(LibraryWriter::updateState),
    /** Publishes a version of one file. */
    PUBLISH((current, content) -> PublishedTarget.publish(current, content, PublishedTarget.ONE_FILE)),
    /** Publishes a version of several files, which several threads force. */
    PUBLISH_FILES((current, content) -> PublishedTarget.publish(current, content, 3));

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that captures nothing
    private final Way way;

    LibraryWriter(Way way) {
        this.way = way;
    }

    @Override
    public void replace(Path target, byte[] content) throws IOException {
        way.replace(target, content);
    }

    @Override
    public boolean publishes() {
        return this == PUBLISH || this == PUBLISH_FILES;
    }

    /** Returns those that replace a file. */
    public static List<LibraryWriter> ofFiles() {
        return Stream.of(values()).filter(writer -> !writer.publishes()).toList();
    }

    /** Returns those that publish a directory. */
    public static List<LibraryWriter> ofDirectories() {
        return Stream.of(values()).filter(LibraryWriter::publishes).toList();
    }

    /** Returns those whose system calls one thread makes, so that they can be traced one by one. */
    public static List<LibraryWriter> inOneThread() {
        return Stream.of(values()).filter(writer -> writer != PUBLISH_FILES).toList();
    }

    private static AtomicFileWriter writer() {
        return AtomicFileWriter.create();
    }

    private static void commitPending(Path target, byte[] content) throws IOException {
        try (PendingFile file = writer().open(target)) {
            inTwo(content, file.output());
            file.commit();
        }
    }

    private static void commitBatch(Path target, byte[] content) throws IOException {
        try (WriteBatch batch = writer().batch()) {
            batch.writeBytes(target, content);
            batch.commit();
        }
    }

    private static void updateState(Path target, byte[] content) throws IOException {
        StateFile.of(target, new Bytes(), writer()).update(() -> content, before -> content);
    }

    private static void inTwo(byte[] content, OutputStream out) throws IOException {
        int half = content.length / 2;
        out.write(content, 0, half);
        out.write(content, half, content.length - half);
    }

    private static final class Bytes implements StateFormat<byte[]> {
        @Override
        public void write(byte[] state, OutputStream out) throws IOException {
            out.write(state);
        }

        @Override
        public byte[] read(InputStream in) throws IOException {
            return in.readAllBytes();
        }
    }

    @FunctionalInterface
    private interface Way {
        void replace(Path target, byte[] content) throws IOException;
    }
}
