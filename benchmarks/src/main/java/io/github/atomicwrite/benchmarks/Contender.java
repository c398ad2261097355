package io.github.atomicwrite.benchmarks;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import java.util.function.Supplier;

/** Who takes part, and in which class. */
public enum Contender {
    /** This library, as it is by default. */
    ATOMIC_WRITE("atomic-write, FULL", Promise.DURABLE, () -> ours(Durability.FULL)),
    /** A C program that makes the calls that the contract asks for. */
    C_CONTRACT("C, the contract's calls", Promise.DURABLE, () -> new Floor("contract")),
    /** A C program that creates, writes, sets the mode, forces, renames, and forces the directory. */
    C_BARE("C, the bare pattern", Promise.DURABLE, () -> new Floor("bare")),
    /** Java as a careful programmer writes it by hand. */
    JAVA_BY_HAND("Java, by hand", Promise.DURABLE, () -> Replacers::byHand),
    /** Kafka's way. */
    KAFKA("Kafka, Utils.atomicMoveWithFallback", Promise.DURABLE, () -> Replacers::kafka),
    /** Lucene's way. */
    LUCENE("Lucene, IOUtils.fsync", Promise.DURABLE, () -> Replacers::lucene),
    /** This library, without the force of the directory. */
    ATOMIC_WRITE_CONTENT("atomic-write, CONTENT", Promise.CONTENT, () -> ours(Durability.CONTENT)),
    /** ZooKeeper's class. */
    ZOOKEEPER("ZooKeeper, AtomicFileOutputStream", Promise.CONTENT, () -> Replacers::zooKeeper),
    /** Ratis' class. */
    RATIS("Ratis, AtomicFileOutputStream", Promise.CONTENT, () -> Replacers::ratis),
    /** JGit's class. */
    JGIT("JGit, LockFile with fsync", Promise.CONTENT, () -> Replacers::jgit),
    /** This library, without any force. */
    ATOMIC_WRITE_NONE("atomic-write, NONE", Promise.NONE, () -> ours(Durability.NONE)),
    /** Maven Resolver's class. */
    MAVEN_RESOLVER("Maven Resolver, FileUtils.writeFile", Promise.NONE, () -> Replacers::mavenResolver),
    /** Okio's move. */
    OKIO("Okio, atomicMove", Promise.NONE, () -> Replacers::okio);

    private final String label;
    private final Promise promise;

    @SuppressWarnings("ImmutableEnumChecker") // it holds nothing
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
}
