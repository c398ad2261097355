package io.github.atomicwrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.atomicwrite.state.CorruptionHandler;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a virtual thread may do that waits for the disk. */
enum VirtualUse {
    WRITE_BYTES {
        @Override
        void act(Path directory, int round) throws IOException {
            WRITER.writeBytes(directory.resolve("target"), CONTENT);
        }
    },
    WRITE_STREAM {
        @Override
        void act(Path directory, int round) throws IOException {
            WRITER.write(directory.resolve("target"), new ByteArrayInputStream(CONTENT));
        }
    },
    WRITE_CONTENT {
        @Override
        void act(Path directory, int round) throws IOException {
            WRITER.write(directory.resolve("target"), out -> out.write(CONTENT));
        }
    },
    PENDING_FILE {
        @Override
        void act(Path directory, int round) throws IOException {
            try (PendingFile file = WRITER.open(directory.resolve("target"))) {
                file.output().write(CONTENT);
                file.commit();
            }
        }
    },
    BATCH {
        @Override
        void act(Path directory, int round) throws IOException {
            writeMany(directory, 2);
        }
    },
    BATCH_OF_MANY {
        @Override
        void act(Path directory, int round) throws IOException {
            writeMany(directory, 20);
        }
    },
    STATE_WRITE {
        @Override
        void act(Path directory, int round) throws IOException {
            state(directory).write("state " + round);
        }
    },
    STATE_UPDATE {
        @Override
        void act(Path directory, int round) throws IOException {
            state(directory).update(() -> "", before -> "state " + round);
        }
    },
    QUARANTINE {
        @Override
        void act(Path directory, int round) throws IOException {
            Files.writeString(directory.resolve("state"), DAMAGED);
            state(directory).read();
        }
    },
    SWEEP {
        @Override
        void act(Path directory, int round) throws IOException {
            for (int i = 0; i < 4; i++) {
                Files.createFile(
                        directory.resolve(".atomic-write-00000000ffff-%08x%08x-00000000.tmp".formatted(round, i)));
            }
            StaleTemporaries.sweep(directory);
        }
    };

    private static final AtomicFileWriter WRITER = AtomicFileWriter.create();
    private static final byte[] CONTENT = "content".repeat(2_000).getBytes(UTF_8);
    private static final String DAMAGED = "damaged";

    private static final StateFormat<String> TEXT = new StateFormat<>() {
        @Override
        public void write(String state, OutputStream out) throws IOException {
            out.write(state.getBytes(UTF_8));
        }

        @Override
        public String read(InputStream in) throws IOException {
            String state = new String(in.readAllBytes(), UTF_8);
            if (state.equals(DAMAGED)) {
                throw new EOFException("damaged on purpose");
            }
            return state;
        }
    };

    private static StateFile<String> state(Path directory) {
        return StateFile.of(directory.resolve("state"), TEXT, WRITER)
                .withCorruptionHandler(CorruptionHandler.quarantine());
    }

    private static void writeMany(Path directory, int files) throws IOException {
        try (WriteBatch batch = WRITER.batch()) {
            for (int i = 0; i < files; i++) {
                batch.writeBytes(directory.resolve("target" + i), CONTENT);
            }
            batch.commit();
        }
    }

    /** Does it in a directory of its own. */
    abstract void act(Path directory, int round) throws IOException;
}
