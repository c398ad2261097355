package io.github.atomicwrite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many files that are written first and committed together: for indexes, snapshots and whatever a build produces side by
 * side.
 *
 * <pre>{@code
 * try (WriteBatch batch = writer.batch()) {
 *     batch.writeString(index, lines);
 *     batch.writeBytes(data, bytes);
 *     batch.commit();
 * }
 * }</pre>
 *
 * <p>Each file is written as {@link AtomicFileWriter} would write it, with the same refusals, modes, owners and links. The
 * {@code write} methods <em>stage</em> it; nobody sees anything of it yet. {@link #commit()} has two phases: nothing is
 * moved before every staged file is on the disk. Forces run at once, and each directory is forced once (and once more for
 * every 256 files replaced), which costs a fraction of the flushes that single writes cost. Closing without a commit
 * discards everything.
 *
 * <p><strong>A batch is not one atomic unit</strong>: a reader, or whoever looks after a power cut in the midst of
 * {@code commit()}, may find some files new and others old. Each single one is wholly old or wholly new, and once
 * {@code commit()} has returned, all are new, as durably as {@link Durability} says.
 *
 * <p>A batch holds two descriptors for each directory, and those of at most 256 files. It is for one thread at a time.
 */
public final class WriteBatch implements AutoCloseable {
    /** So many files may be staged and not yet forced, each with an open descriptor: an error must not get lost. */
    private static final int MOST_UNFORCED = 256;

    private final Settings settings;
    private final Function<Path, Storage> storages;

    /** By real path: the same file under two spellings is one. */
    private final Map<Path, BatchFile> staged = new LinkedHashMap<>();

    private final Map<Path, BatchDirectory> directories = new LinkedHashMap<>();
    private final Map<Path, BatchDirectory> bySpelling = new HashMap<>();
    private final List<PendingFile> unforced = new ArrayList<>();
    private boolean open = true;

    /** What has failed with files that had been staged before, so that there is nothing left to commit. */
    private @Nullable Throwable broken;

    WriteBatch(Settings settings, Function<Path, Storage> storages) {
        this.settings = settings;
        this.storages = storages;
    }

    /**
     * Stages a file that is to hold these bytes. A target that was staged before is given the later content.
     *
     * @param target the file to replace or create
     * @param content all of its new content
     * @throws IllegalStateException if the batch has been committed or closed before
     * @throws IOException if the target is refused, or the content can't be written: this file is not staged. If the disk
     *     fails with those staged before, {@link #commit()} will fail too
     */
    public void writeBytes(Path target, byte[] content) throws IOException {
        stage(target, Content.of(content));
    }

    /**
     * Stages a file that is to hold this text, encoded with the writer's charset.
     *
     * @param target the file to replace or create
     * @param content all of its new content
     * @throws java.nio.charset.CharacterCodingException if the charset can't express it: this file is not staged
     * @throws IllegalStateException if the batch has been committed or closed before
     * @throws IOException if the target is refused, or the content can't be written: this file is not staged. If the disk
     *     fails with those staged before, {@link #commit()} will fail too
     */
    public void writeString(Path target, CharSequence content) throws IOException {
        stage(target, Content.of(content, settings.charset()));
    }

    /**
     * Stages a file that is to hold what the stream holds up to its end. The stream is not closed.
     *
     * @param target the file to replace or create
     * @param content where to read all of its new content
     * @return how many bytes were written
     * @throws IllegalStateException if the batch has been committed or closed before
     * @throws IOException if the target is refused, or the content can't be read or written: this file is not staged. If
     *     the disk fails with those staged before, {@link #commit()} will fail too
     */
    public long write(Path target, InputStream content) throws IOException {
        return stage(target, Content.of(content));
    }

    /**
     * Stages a file that is to hold what the given code writes to the stream that it is lent.
     *
     * @param target the file to replace or create
     * @param content writes all of its new content; what it throws, this method throws
     * @throws IllegalStateException if the batch has been committed or closed before
     * @throws IOException if the target is refused, or the content can't be written: this file is not staged. If the disk
     *     fails with those staged before, {@link #commit()} will fail too
     */
    public void write(Path target, ContentWriter content) throws IOException {
        stage(target, Content.of(content));
    }

    private long stage(Path path, Content content) throws IOException {
        requireOpen();
        Objects.requireNonNull(path, "target");
        Storage storage = storages.apply(path);
        PendingFile file = PendingFile.open(
                path,
                settings,
                storage,
                (target, visibility, same) -> directoryOf(target.path(), same).temporaryFor(target, visibility));
        file.stage(content);
        try {
            requireOpen(); // what has written the content may have ended the batch
            add(file, directoryOf(file.target(), storage));
        } catch (Throwable failure) {
            file.fail(failure);
            throw failure;
        }
        if (unforced.size() == MOST_UNFORCED) {
            force();
        }
        return file.length();
    }

    private void add(PendingFile file, BatchDirectory directory) throws IOException {
        Path key = directory.realPath().resolve(file.target().getFileName());
        BatchFile superseded = staged.remove(key);
        if (superseded != null) {
            unforced.remove(superseded.file());
            try {
                superseded.file().close();
            } catch (Throwable failure) {
                broken = failure;
                throw failure;
            }
        }
        staged.put(key, new BatchFile(file, directory));
        unforced.add(file);
    }

    private BatchDirectory directoryOf(Path target, Storage storage) throws IOException {
        Path spelled = Target.directoryOf(target);
        BatchDirectory known = bySpelling.get(spelled);
        if (known != null) {
            return known;
        }
        Path real = storage.realPath(spelled);
        BatchDirectory directory = directories.get(real);
        if (directory == null) {
            directory = new BatchDirectory(real, target, storage);
            directories.put(real, directory);
        }
        bySpelling.put(spelled, directory);
        return directory;
    }

    /**
     * Forces what is not yet forced, all at once, and gives the descriptors back. What is to be forced is sent to the disk
     * first: each force makes the file system commit its journal, and a file that has no blocks by then needs another commit.
     */
    private void force() throws IOException {
        List<PendingFile> files = List.copyOf(unforced);
        unforced.clear();
        try {
            List<FileOperation> steps = new ArrayList<>();
            if (files.size() > 1) {
                files.forEach(file -> steps.add(file::send));
            }
            files.forEach(file -> steps.add(file::force));
            Parallel.forEach(steps, FileOperation::run);
        } catch (Throwable failure) {
            broken = failure;
            throw failure;
        }
    }

    /**
     * Puts all staged files in place. An interrupt neither stops it nor is lost.
     *
     * @throws IllegalStateException if the batch has been committed or closed before; nothing is changed
     * @throws PartialCommitException if some targets have been replaced when a move failed: it tells which
     * @throws UnconfirmedWriteException if all files are in place, but at least one could not be confirmed to survive
     *     power loss; further ones are suppressed
     * @throws IOException for any failure before the first move: all targets are exactly as they were
     */
    public void commit() throws IOException {
        requireOpen();
        open = false;
        new BatchCommit(List.copyOf(staged.values()), List.copyOf(directories.values()), settings.durability())
                .run(() -> {
                    Failures.rethrow(broken);
                    force();
                });
    }

    /**
     * Discards what has not been committed: all targets stay as they are, and all temporaries are removed. Does nothing if
     * the batch has been committed or closed before.
     *
     * @throws IOException if a temporary can't be removed; the others are removed, and all targets as they were
     */
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            List<AutoCloseable> discarded = new ArrayList<>();
            staged.values().forEach(one -> discarded.add(one.file()));
            discarded.addAll(directories.values());
            Failures.closeAll(discarded);
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("this batch has been committed or closed before");
        }
    }
}
