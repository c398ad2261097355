package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.internal.storage.Storages;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The ways to replace a file that are compared, each with its durability class. */
public enum Contender {
    /** This library with its default settings. */
    ATOMIC_WRITE("atomic-write, FULL", Promise.DURABLE, () -> ours(Durability.FULL)),
    /** The same through direct system calls. */
    ATOMIC_WRITE_NATIVE("atomic-write, FULL, direct system calls", Promise.DURABLE, () -> ours(Durability.FULL)) {
        @Override
        void requireItsWay(Path target) {
            String storage = Storages.of(target).getClass().getSimpleName();
            if (!storage.equals("NativeStorage")) {
                throw new IllegalStateException("the system calls are not made directly, but by " + storage);
            }
        }
    },
    /** A C program that makes the system calls that the contract requires. */
    C_CONTRACT("C, the contract's calls", Promise.DURABLE, () -> new Floor("contract")),
    /** The same calls in the cheapest way that Linux offers. */
    C_RELATIVE(
            "C, the contract's calls, relative to the open directory",
            Promise.DURABLE,
            () -> new Floor("contract-relative")),
    /** A C program that creates, writes, sets the mode, forces, renames and forces the directory. */
    C_BARE("C, the bare pattern", Promise.DURABLE, () -> new Floor("bare")),
    /** Java code as a careful programmer writes it. */
    JAVA_BY_HAND("Java, by hand", Promise.DURABLE, () -> Replacers::byHand),
    /** The steps of Kafka. */
    KAFKA("Kafka, Utils.atomicMoveWithFallback", Promise.DURABLE, () -> Replacers::kafka),
    /** The steps of Lucene. */
    LUCENE("Lucene, IOUtils.fsync", Promise.DURABLE, () -> Replacers::lucene),
    /** This library, without the force of the directory. */
    ATOMIC_WRITE_CONTENT("atomic-write, CONTENT", Promise.CONTENT, () -> ours(Durability.CONTENT)),
    /** The class of ZooKeeper. */
    ZOOKEEPER("ZooKeeper, AtomicFileOutputStream", Promise.CONTENT, () -> Replacers::zooKeeper),
    /** The class of Ratis. */
    RATIS("Ratis, AtomicFileOutputStream", Promise.CONTENT, () -> Replacers::ratis),
    /** The class of JGit. */
    JGIT("JGit, LockFile with fsync", Promise.CONTENT, () -> Replacers::jgit),
    /** This library, without any force. */
    ATOMIC_WRITE_NONE("atomic-write, NONE", Promise.NONE, () -> ours(Durability.NONE)),
    /** The class of Maven Resolver. */
    MAVEN_RESOLVER("Maven Resolver, FileUtils.writeFile", Promise.NONE, () -> Replacers::mavenResolver),
    /** The move of Okio. */
    OKIO("Okio, atomicMove", Promise.NONE, () -> Replacers::okio);

    private final String label;
    private final Promise promise;

    @SuppressWarnings("ImmutableEnumChecker") // the supplier has no state
    private final Supplier<Replacer> start;

    Contender(String label, Promise promise, Supplier<Replacer> start) {
        this.label = label;
        this.promise = promise;
        this.start = start;
    }

    private static Replacer ours(Durability durability) {
        return AtomicFileWriter.create().withDurability(durability)::writeBytes;
    }

    String label() {
        return label;
    }

    Promise promise() {
        return promise;
    }

    Replacer start() {
        return start.get();
    }

    /** Fails if this JVM would write the file in the way of another contender. */
    void requireItsWay(Path target) {
        // Most have only one way.
    }
}
