package com.example.writers;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.json.JsonMapper;

/** Programs that replace the file "state" in a directory, as they are found: right, and wrong in many ways. */
public enum Writer {
    RIGHT_BY_HAND {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, true);
            move(directory);
            forceDirectory(directory);
        }
    },
    RIGHT_BY_ASYNCHRONOUS_CHANNEL {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(
                    directory.resolve("state.tmp"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                int written = 0;
                while (written < content.length) {
                    written += channel.write(ByteBuffer.wrap(content, written, content.length - written), written)
                            .get();
                }
                channel.force(true);
            } catch (InterruptedException | ExecutionException failed) {
                throw new IOException(failed);
            }
            move(directory);
            forceDirectory(directory);
        }
    },
    RIGHT_BY_STREAM {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            try (FileOutputStream out =
                    new FileOutputStream(directory.resolve("state.tmp").toFile())) {
                out.write(content);
                out.getChannel().force(true);
            }
            move(directory);
            forceDirectory(directory);
        }
    },
    OURS_FULL {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            AtomicFileWriter.create().writeBytes(directory.resolve("state"), content);
        }
    },
    OURS_CONTENT {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            AtomicFileWriter.create()
                    .withDurability(Durability.CONTENT)
                    .writeBytes(directory.resolve("state"), content);
        }
    },
    OURS_NONE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            AtomicFileWriter.create().withDurability(Durability.NONE).writeBytes(directory.resolve("state"), content);
        }
    },
    NO_FORCE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, false);
            move(directory);
            forceDirectory(directory);
        }
    },
    NO_DIRECTORY_FORCE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, true);
            move(directory);
        }
    },
    NOTHING_FORCED {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, false);
            move(directory);
        }
    },
    DIRECTORY_FORCED_FIRST {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, true);
            forceDirectory(directory);
            move(directory);
        }
    },
    FORCED_AFTER_THE_MOVE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, false);
            move(directory);
            try (FileChannel file = FileChannel.open(directory.resolve("state"), StandardOpenOption.WRITE)) {
                file.force(true);
            }
            forceDirectory(directory);
        }
    },
    DELETES_BEFORE_THE_MOVE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, true);
            Files.deleteIfExists(directory.resolve("state"));
            move(directory);
            forceDirectory(directory);
        }
    },
    RENAMES_BY_FILE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, true);
            File target = directory.resolve("state").toFile();
            if (!target.delete() || !directory.resolve("state.tmp").toFile().renameTo(target)) {
                throw new IOException("not renamed");
            }
            forceDirectory(directory);
        }
    },
    MOVES_WITHOUT_ATOMIC_MOVE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, true);
            Files.move(directory.resolve("state.tmp"), directory.resolve("state"), StandardCopyOption.REPLACE_EXISTING);
            forceDirectory(directory);
        }
    },
    COPIES_OVER {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, true);
            Files.copy(directory.resolve("state.tmp"), directory.resolve("state"), StandardCopyOption.REPLACE_EXISTING);
            forceDirectory(directory);
        }
    },
    FILES_WRITE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            Files.write(directory.resolve("state"), content);
        }
    },
    FILE_OUTPUT_STREAM {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            try (FileOutputStream out =
                    new FileOutputStream(directory.resolve("state").toFile())) {
                out.write(content);
            }
        }
    },
    JACKSON {
        @Override
        public void replace(Path directory, byte[] content) {
            JsonMapper.shared().writeValue(directory.resolve("state").toFile(), content);
        }
    },
    TRUNCATES_AND_FORCES {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            try (FileChannel file = FileChannel.open(
                    directory.resolve("state"), StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(content));
                file.force(true);
            }
            forceDirectory(directory);
        }
    },
    OVERWRITES {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            try (FileChannel file =
                    FileChannel.open(directory.resolve("state"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(content));
                file.truncate(content.length);
                file.force(true);
            }
        }
    },
    RANDOM_ACCESS_FILE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            try (RandomAccessFile file =
                    new RandomAccessFile(directory.resolve("state").toFile(), "rw")) {
                file.setLength(0);
                file.write(content);
                file.getChannel().force(true);
            }
        }
    },
    TEMPORARY_ELSEWHERE {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            Path elsewhere = directory.resolveSibling("elsewhere");
            write(elsewhere, content, true);
            Files.move(elsewhere, directory.resolve("state"), StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(directory);
        }
    },
    OPENED_WITH_DSYNC {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            Files.write(
                    directory.resolve("state.tmp"),
                    content,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC);
            move(directory);
            forceDirectory(directory);
        }
    },
    RANDOM_ACCESS_FILE_RWS {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            try (RandomAccessFile file =
                    new RandomAccessFile(directory.resolve("state.tmp").toFile(), "rws")) {
                file.write(content);
            }
            move(directory);
            forceDirectory(directory);
        }
    },
    SYNCED_BY_DESCRIPTOR {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            try (FileOutputStream out =
                    new FileOutputStream(directory.resolve("state.tmp").toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            move(directory);
            forceDirectory(directory);
        }
    },
    MAPPED {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            try (FileChannel file = FileChannel.open(
                    directory.resolve("state"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                MappedByteBuffer memory = file.map(FileChannel.MapMode.READ_WRITE, 0, content.length);
                memory.put(content);
                memory.force();
            }
        }
    },
    ANOTHER_PROCESS {
        @Override
        public void replace(Path directory, byte[] content) throws IOException {
            write(directory.resolve("state.tmp"), content, true);
            try {
                new ProcessBuilder("mv", "state.tmp", "state")
                        .directory(directory.toFile())
                        .start()
                        .waitFor();
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
            forceDirectory(directory);
        }
    };

    public abstract void replace(Path directory, byte[] content) throws IOException;

    private static void write(Path file, byte[] content, boolean forced) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            if (forced) {
                channel.force(true);
            }
        }
    }

    private static void move(Path directory) throws IOException {
        Files.move(directory.resolve("state.tmp"), directory.resolve("state"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
