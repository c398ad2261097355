package io.github.atomicwrite.benchmarks;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import okio.BufferedSink;
import okio.FileSystem;
import okio.Okio;
import org.apache.kafka.common.utils.Utils;
import org.apache.lucene.util.IOUtils;
import org.eclipse.aether.util.FileUtils;
import org.eclipse.jgit.internal.storage.file.LockFile;

/**
 * The ways in which other libraries replace a file. If a library has a class for all steps, that class is used. If it
 * has only the last step, the steps before it are copied from the library's own code.
 */
final class Replacers {
    private static final AtomicLong NEXT = new AtomicLong();

    private Replacers() {}

    static Path directoryOf(Path target) {
        return Objects.requireNonNull(target.getParent());
    }

    static String nameOf(Path target) {
        return Objects.requireNonNull(target.getFileName()).toString();
    }

    private static Path temporaryBeside(Path target) {
        return target.resolveSibling(nameOf(target) + "." + NEXT.getAndIncrement() + ".tmp");
    }

    /** Java code as a careful programmer writes it. */
    static void byHand(Path target, byte[] content) throws IOException {
        Path temporary = temporaryBeside(target);
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(directoryOf(target), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** As Kafka writes its checkpoints: sync the file, move it, flush its directory. */
    static void kafka(Path target, byte[] content) throws IOException {
        Path temporary = temporaryBeside(target);
        try (FileOutputStream out = new FileOutputStream(temporary.toString())) {
            out.write(content);
            out.flush();
            out.getFD().sync();
        }
        Utils.atomicMoveWithFallback(temporary, target);
    }

    /** As Lucene commits its segments: write a pending file, sync it, rename it, sync its directory. */
    static void lucene(Path target, byte[] content) throws IOException {
        Path pending = temporaryBeside(target);
        try (OutputStream out =
                Files.newOutputStream(pending, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(content);
        }
        IOUtils.fsync(pending, false);
        Files.move(pending, target, StandardCopyOption.ATOMIC_MOVE);
        IOUtils.fsync(directoryOf(target), true);
    }

    static void zooKeeper(Path target, byte[] content) throws IOException {
        try (OutputStream out = new org.apache.zookeeper.common.AtomicFileOutputStream(target.toFile())) {
            out.write(content);
        }
    }

    static void ratis(Path target, byte[] content) throws IOException {
        try (OutputStream out = new org.apache.ratis.util.AtomicFileOutputStream(target.toFile())) {
            out.write(content);
        }
    }

    static void jgit(Path target, byte[] content) throws IOException {
        LockFile lock = new LockFile(target.toFile());
        lock.setFSync(true);
        if (!lock.lock()) {
            throw new IOException(target + " is locked by another process");
        }
        lock.write(content);
        if (!lock.commit()) {
            throw new IOException("not committed: " + target);
        }
    }

    static void mavenResolver(Path target, byte[] content) throws IOException {
        FileUtils.writeFile(target, temporary -> Files.write(temporary, content));
    }

    static void okio(Path target, byte[] content) throws IOException {
        Path temporary = temporaryBeside(target);
        okio.Path from = okio.Path.get(temporary);
        try (BufferedSink sink = Okio.buffer(FileSystem.SYSTEM.sink(from, true))) {
            sink.write(content);
        }
        FileSystem.SYSTEM.atomicMove(from, okio.Path.get(target));
    }
}
