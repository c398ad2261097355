package io.github.atomicwrite.crash.experiment;

import io.github.atomicwrite.crash.content.Observed;
import io.github.atomicwrite.crash.evidence.Evidence;
import io.github.atomicwrite.crash.evidence.Findings;
import io.github.atomicwrite.crash.volume.BlockLog;
import io.github.atomicwrite.crash.volume.Command;
import io.github.atomicwrite.crash.volume.DiskImage;
import io.github.atomicwrite.crash.volume.LoggedVolumeKind;
import io.github.atomicwrite.crash.writer.LibraryWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Builds each disk that a power cut may leave, mounts it, and checks the target.
 *
 * <p>The disks are built from the log of a block device. Until a flush, a disk with a cache may write in any order. So
 * the states are: each prefix of the log; at each flush, all writes since the previous flush but one; and a random part
 * of them.
 */
public class BlockReplayExperiment implements Experiment {
    private static final int RANDOM_PARTS = 3;
    private static final int MAX_LEFT_OUT = 10;

    private final LoggedVolumeKind kind;
    private final List<LibraryWriter> writers;
    private final Random random = new Random(Evidence.SEED);
    private final List<String> bad = new ArrayList<>();
    private int states;

    BlockReplayExperiment(String kind) {
        this(kind, LibraryWriter.ofFiles());
    }

    private BlockReplayExperiment(String kind, List<LibraryWriter> writers) {
        this.kind = LoggedVolumeKind.valueOf(kind);
        this.writers = writers;
    }

    /** Does the same with a published directory. */
    public static final class OfVersions extends BlockReplayExperiment {
        OfVersions(String kind) {
            super(kind, LibraryWriter.ofDirectories());
        }
    }

    @Override
    public final void run(Path scratch, Findings findings) throws IOException {
        Path images = scratch.resolve("images");
        DiskImage.mount(DiskImage.create(scratch.resolve("outer.img"), "4g", "mkfs.xfs", "-q"), images, "defaults");
        Path durable = kind.create(images.resolve("durable"));
        Path live = copy(durable, images.resolve("live"));
        List<BlockLog.Entry> log = new BlockRecorder(kind, writers, scratch).record(live);
        Files.delete(live);

        replay(log, durable, scratch.resolve("volume"));

        if (kind == LoggedVolumeKind.EXT4_WITHOUT_FLUSHES) {
            findings.mutant("a disk that is never flushed", kind.title(), !bad.isEmpty());
        } else {
            findings.crashStates(kind.title(), states);
            bad.forEach(findings::violation);
        }
    }

    /** Applies the log from flush to flush, and checks the states on the way. */
    private void replay(List<BlockLog.Entry> log, Path durable, Path volume) throws IOException {
        List<BlockLog.Entry> pending = new ArrayList<>();
        for (int next = 0; next < log.size(); next++) {
            BlockLog.Entry entry = log.get(next);
            if (entry.isFlush()) {
                checkParts(pending, entry.acknowledged(), durable, volume);
                apply(pending, durable);
                pending.clear();
            } else {
                pending.add(entry);
                long acknowledged = next + 1 < log.size() ? log.get(next + 1).acknowledged() : entry.acknowledged();
                check(pending, acknowledged, durable, volume);
                if (acknowledged > entry.acknowledged()) {
                    // The version is acknowledged before a flush, so the target must not depend on a pending write.
                    checkParts(pending, acknowledged, durable, volume);
                }
            }
        }
        long end = BlockRecorder.lastVersion(writers);
        check(pending, end, durable, volume);
        checkParts(pending, end, durable, volume);
    }

    private void checkParts(List<BlockLog.Entry> pending, long acknowledged, Path durable, Path volume)
            throws IOException {
        if (pending.size() < 2) {
            return;
        }
        List<Integer> leftOut = new ArrayList<>();
        for (int one = 0; one < pending.size(); one++) {
            leftOut.add(one);
        }
        Collections.shuffle(leftOut, random);
        for (int one : leftOut.subList(0, Math.min(MAX_LEFT_OUT, leftOut.size()))) {
            List<BlockLog.Entry> rest = new ArrayList<>(pending);
            rest.remove(one);
            check(rest, acknowledged, durable, volume);
        }
        for (int part = 0; part < RANDOM_PARTS; part++) {
            List<BlockLog.Entry> some = new ArrayList<>(pending);
            some.removeIf(entry -> random.nextBoolean());
            check(some, acknowledged, durable, volume);
        }
    }

    /** Checks the disk with these writes. The first acknowledged version must be on it. */
    private void check(List<BlockLog.Entry> writes, long acknowledged, Path durable, Path volume) throws IOException {
        if (acknowledged < BlockRecorder.FIRST_VERSION) {
            return;
        }
        Path state = copy(durable, durable.resolveSibling("state"));
        apply(writes, state);
        states++;
        String found = findProblem(state, acknowledged, volume);
        if (!found.isEmpty()) {
            bad.add("%s, replayed, %d writes since the flush, acknowledged %d: %s"
                    .formatted(kind.title(), writes.size(), acknowledged, found));
        }
        Files.delete(state);
    }

    private String findProblem(Path state, long acknowledged, Path volume) throws IOException {
        try {
            kind.mount(state, volume);
        } catch (IOException refused) {
            return refused.getMessage();
        }
        try {
            Observed found =
                    Observed.at(BlockRecorder.targetDirectory(writers, volume).target());
            return found.equals(Observed.whole(acknowledged)) || found.equals(Observed.whole(acknowledged + 1))
                    ? ""
                    : "found " + found;
        } catch (IOException unreadable) {
            return unreadable.toString();
        } finally {
            Command.run("umount", volume);
        }
    }

    private static void apply(List<BlockLog.Entry> writes, Path image) throws IOException {
        try (FileChannel file = FileChannel.open(image, StandardOpenOption.WRITE)) {
            for (BlockLog.Entry write : writes) {
                file.write(ByteBuffer.wrap(write.bytes()), write.offset());
            }
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        Command.run("cp", "--reflink=always", from, to);
        return to;
    }
}
