package io.github.atomicwrite;

import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Every way to write a file: what holds for one must hold for all. */
enum EntryPoint {
    WRITE_BYTES {
        @Override
        void write(AtomicFileWriter writer, Path target, String content) throws IOException {
            writer.writeBytes(target, bytes(content));
        }
    },
    WRITE_STRING {
        @Override
        void write(AtomicFileWriter writer, Path target, String content) throws IOException {
            writer.writeString(target, content);
        }
    },
    WRITE_STREAM {
        @Override
        void write(AtomicFileWriter writer, Path target, String content) throws IOException {
            writer.write(target, new ByteArrayInputStream(bytes(content)));
        }
    },
    WRITE_CONTENT {
        @Override
        void write(AtomicFileWriter writer, Path target, String content) throws IOException {
            writer.write(target, out -> out.write(bytes(content)));
        }
    },
    PENDING_FILE {
        @Override
        void write(AtomicFileWriter writer, Path target, String content) throws IOException {
            try (PendingFile file = writer.open(target)) {
                for (byte b : bytes(content)) {
                    file.output().write(b);
                }
                file.commit();
            }
        }
    },
    BATCH {
        @Override
        void write(AtomicFileWriter writer, Path target, String content) throws IOException {
            try (WriteBatch batch = writer.batch()) {
                batch.writeString(target, content);
                batch.commit();
            }
        }
    },
    STATE_FILE_UPDATE {
        @Override
        void write(AtomicFileWriter writer, Path target, String content) throws IOException {
            StateFile.of(target, TEXT, writer).update(() -> "", before -> content);
        }
    };

    private static final StateFormat<String> TEXT = new StateFormat<>() {
        @Override
        public void write(String state, OutputStream out) throws IOException {
            out.write(bytes(state));
        }

        @Override
        public String read(InputStream in) throws IOException {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    };

    abstract void write(AtomicFileWriter writer, Path target, String content) throws IOException;

    private static byte[] bytes(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }
}
