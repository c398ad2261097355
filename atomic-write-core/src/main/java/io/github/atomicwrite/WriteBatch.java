package io.github.atomicwrite;

import io.github.atomicwrite.internal.Failures;
import io.github.atomicwrite.internal.PlatformThreads;
import io.github.atomicwrite.internal.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many files that are written first and committed together: for indexes, snapshots and other sets of files that a
 * program produces side by side.
 *
 * <pre>{@code
 * try (WriteBatch batch = writer.batch()) {
 *     batch.writeString(index, lines);
 *     batch.writeBytes(data, bytes);
 *     batch.commit();
 * }
 * }</pre>
 *
 * <p>Each file is written as {@link AtomicFileWriter} would write it, with the same refusals, modes, owners and links.
 * The {@code write} methods <em>stage</em> it: readers see nothing of it yet. {@link #commit()} has two phases. In the
 * first, every staged file is forced; in the second, all are moved. Forces run many at once, and each directory is
 * forced once (and once more for every 256 files that are replaced), which costs a fraction of the flushes of single
 * writes. Closing without a commit discards everything.
 *
 * <p><strong>A batch is not one atomic unit</strong>: after a power loss during {@code commit()}, and for a reader at
 * that time, some files may be new and others old. Each single one is wholly old or wholly new. Once {@code commit()}
 * has returned, all are new, as durably as {@link Durability} says.
 *
 * <p>A batch holds two descriptors for each directory, and those of at most 512 files: 256 new ones, and 256 replaced
 * ones. It is for one thread at a time.
 */
public final class WriteBatch implements AutoCloseable {
    private final Settings settings;
    private final Function<Path, Storage> storages;
    private final BatchFiles files;
    private boolean open = true;

    /** Why the batch can't be committed any more: the disk has failed with files that were staged before. */
    private @Nullable Throwable broken;

    WriteBatch(Settings settings, Function<Path, Storage> storages) {
        this.settings = settings;
        this.storages = storages;
        this.files = new BatchFiles(settings);
    }

    /**
     * Stages a file that is to hold these bytes. A target that was staged before is given the later content.
     *
     * @param target the file to replace or create
     * @param content all of its new content
     * @throws IllegalStateException if the batch has been committed or closed before
     * @throws IOException if the target is refused, or the content can't be written: this file is not staged. If the
     *     disk fails with files that were staged before, the whole batch fails: all temporaries are removed
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
     * @throws IOException if the target is refused, or the content can't be written: this file is not staged. If the
     *     disk fails with files that were staged before, the whole batch fails: all temporaries are removed
     */
    public void writeString(Path target, CharSequence content) throws IOException {
        stage(target, Content.of(content, settings.charset()));
    }

    /**
     * Stages a file that is to hold the bytes of the stream, up to its end. The stream is not closed.
     *
     * @param target the file to replace or create
     * @param content where to read all of its new content
     * @return the number of bytes that were written
     * @throws IllegalStateException if the batch has been committed or closed before
     * @throws IOException if the target is refused, or the content can't be read or written: this file is not staged.
     *     If the disk fails with files that were staged before, the whole batch fails: all temporaries are removed
     */
    public long write(Path target, InputStream content) throws IOException {
        return stage(target, Content.of(content));
    }

    /**
     * Stages a file that is to hold the bytes that the given code writes to a stream. The code runs in this thread.
     *
     * @param target the file to replace or create
     * @param content writes all of its new content; what it throws, this method throws
     * @throws IllegalStateException if the batch has been committed or closed before
     * @throws IOException if the target is refused, or the content can't be written: this file is not staged. If the
     *     disk fails with files that were staged before, the whole batch fails: all temporaries are removed
     */
    public void write(Path target, ContentWriter content) throws IOException {
        stage(target, Content.of(content));
    }

    private long stage(Path path, Content content) throws IOException {
        requireUsable();
        Objects.requireNonNull(path, "target");
        StagedFile file = open(path, storages.apply(path));
        try {
            content.writeTo(file.output());
            PlatformThreads.run(file::seal);
            requireUsable(); // the code that wrote the content may have staged other files, or ended the batch
        } catch (Throwable failure) {
            PlatformThreads.run(() -> files.abandon(file, failure));
            file.notifyListeners();
            throw failure;
        }
        add(file);
        return file.output().length();
    }

    private StagedFile open(Path path, Storage storage) throws IOException {
        try {
            return PlatformThreads.call(() -> files.open(path, storage));
        } catch (Throwable refusal) {
            settings.listeners().onRefusal(path, refusal);
            throw refusal;
        }
    }

    private void add(StagedFile file) throws IOException {
        try {
            PlatformThreads.run(() -> files.add(file));
        } catch (Throwable failure) {
            broken = failure;
            PlatformThreads.run(() -> files.fail(failure));
            files.notifyListeners();
            throw failure;
        }
    }

    /**
     * Puts all staged files in place. An interrupt doesn't stop it, and is kept.
     *
     * @throws IllegalStateException if the batch has been committed or closed before; nothing is changed
     * @throws PartialCommitException if some targets had been replaced when a move failed: it lists which
     * @throws UnconfirmedWriteException if all files are in place, but at least one is not known to survive power loss;
     *     further ones are suppressed
     * @throws IOException for any failure before the first move: all targets are exactly as they were
     */
    public void commit() throws IOException {
        requireOpen();
        open = false;
        Failures.rethrow(broken);
        try {
            PlatformThreads.run(files::commit);
        } finally {
            files.notifyListeners();
        }
    }

    /**
     * Discards what has not been committed: all targets stay as they are, and all temporaries are removed. Does nothing
     * if the batch has been committed or closed before.
     *
     * @throws IOException if a temporary can't be removed; the others are removed, and all targets as they were
     */
    @Override
    public void close() throws IOException {
        if (open && broken == null) {
            PlatformThreads.run(files::discard);
        }
        open = false;
    }

    private void requireUsable() throws IOException {
        requireOpen();
        if (broken != null) {
            throw new IOException("this batch can't be committed any more: " + broken, broken);
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("this batch has been committed or closed before");
        }
    }
}
