package io.github.atomicwrite;

import io.github.atomicwrite.internal.WriterListeners;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the content of files. At any time and after any crash, a reader finds the old content or the new content,
 * whole.
 *
 * <pre>{@code
 * AtomicFileWriter writer = AtomicFileWriter.create();
 * writer.writeString(Path.of("config.json"), json);
 * }</pre>
 *
 * <p>Instances are immutable and thread-safe, and keep nothing between calls: one serves a whole application.
 *
 * <h2>What every write promises</h2>
 *
 * <p><strong>Every exception except {@link UnconfirmedWriteException} means that the target is exactly as it was before
 * the call; a normal return means that the new content, whole, is at the target and survives power loss</strong> (with
 * {@link Durability#FULL}, which is the default; {@link Durability} says what the others leave out).
 *
 * <ul>
 *   <li><em>Readers</em> never see a missing, empty, cut or mixed file. Those that have the old file open keep it.
 *   <li><em>Failures</em> leave no temporary behind. A process that is killed does: {@link StaleTemporaries} removes
 *       it.
 *   <li><em>Writers</em> of one target need no lock, threads and processes alike: the file holds one writer's content.
 *   <li><em>Interrupts</em> don't stop a write; the thread's interrupt status is kept.
 *   <li><em>Virtual threads</em> keep no carrier while they wait for the disk.
 *   <li><em>Links</em> are followed: the file at the end is replaced, and the link stays. A dangling link's target is
 *       created.
 *   <li><em>The mode</em> is the {@linkplain #withMode explicit} one, else that of the replaced file, else {@code 0666}
 *       less what the umask takes. Owner, group and extended attributes of the user's namespace are kept as far as the
 *       process may. At no time may group or others do more with the temporary than the final mode allows.
 *   <li><em>Memory</em> beyond the caller's content is at most 1 MiB a write, whatever the content's size.
 *   <li><em>Others who may write to the directory</em> can make a write fail. They can't make it change another file.
 * </ul>
 *
 * <h2>What every write throws</h2>
 *
 * <p>Before anything is created: {@link java.nio.file.NoSuchFileException} if the parent directory is missing, naming
 * it; {@link java.nio.file.NotDirectoryException} if it is no directory; {@link java.nio.file.FileSystemLoopException}
 * if links form a loop or more than 40 follow on each other; {@link java.nio.file.FileSystemException} if the path is
 * empty or too long, is a directory, or is no regular file; {@link UnsupportedOperationException} if the store can't
 * set the explicit mode. Later, with the target as it was: {@link java.nio.file.FileSystemException} if the target is a
 * mount point; {@link java.nio.file.AtomicMoveNotSupportedException} if the provider can't move atomically (nothing is
 * ever copied instead); {@link IOException} for any other error of the system. With the new content in place:
 * {@link UnconfirmedWriteException}.
 *
 * <h2>What it does not do</h2>
 *
 * <p>It holds no lock between writers, keeps no backup, does not append, and makes no promise for network file systems.
 * Hard links of the replaced file keep the old content. POSIX access control lists and SELinux labels are carried over
 * only by direct system calls, which need native access (JDK 22 or newer).
 */
public final class AtomicFileWriter {
    static {
        WriterListeners.readBy(
                writer -> ((AtomicFileWriter) writer).settings.listeners().listeners());
    }

    private final Settings settings;
    private final Function<Path, Storage> storages;

    private AtomicFileWriter(Settings settings, Function<Path, Storage> storages) {
        this.settings = settings;
        this.storages = storages;
    }

    /**
     * Returns a writer that encodes text with UTF-8, inherits modes, forces everything, and has no listener.
     *
     * @return the writer
     */
    public static AtomicFileWriter create() {
        return through(Storages::of);
    }

    static AtomicFileWriter through(Function<Path, Storage> storages) {
        return new AtomicFileWriter(Settings.DEFAULTS, storages);
    }

    Settings settings() {
        return settings;
    }

    Storage storageOf(Path path) {
        return storages.apply(path);
    }

    /**
     * Returns the mode that every file gets.
     *
     * @return the mode; {@code null} if files inherit it
     */
    public @Nullable FileMode mode() {
        return settings.mode();
    }

    /**
     * Returns what survives power loss once a write has returned.
     *
     * @return what is forced
     */
    public Durability durability() {
        return settings.durability();
    }

    /**
     * Returns a writer that gives every file this mode, exactly: the umask does not apply.
     *
     * @param mode the mode; {@code null} to inherit it, from the replaced file or else from the umask
     * @return the writer
     */
    public AtomicFileWriter withMode(@Nullable FileMode mode) {
        return new AtomicFileWriter(settings.withMode(mode), storages);
    }

    /**
     * Returns a writer that encodes text with this charset.
     *
     * @param charset the charset of {@link #writeString}
     * @return the writer
     * @throws IllegalArgumentException if the charset can only decode
     */
    public AtomicFileWriter withCharset(Charset charset) {
        if (!charset.canEncode()) {
            throw new IllegalArgumentException("the charset " + charset + " can't encode, it can only decode");
        }
        return new AtomicFileWriter(settings.withCharset(charset), storages);
    }

    /**
     * Returns a writer that forces as much as this says.
     *
     * @param durability what survives power loss
     * @return the writer
     */
    public AtomicFileWriter withDurability(Durability durability) {
        Objects.requireNonNull(durability, "durability");
        return new AtomicFileWriter(settings.withDurability(durability), storages);
    }

    /**
     * Returns a writer that notifies this listener too, after those that it has.
     *
     * @param listener called when a write ends
     * @return the writer
     */
    public AtomicFileWriter withListener(CommitListener listener) {
        Objects.requireNonNull(listener, "listener");
        return new AtomicFileWriter(settings.withListener(listener), storages);
    }

    /**
     * Replaces the target's content by these bytes.
     *
     * @param target the file to replace or create
     * @param content all of its new content
     * @throws UnconfirmedWriteException if the new content is in place, but is not known to survive power loss
     * @throws IOException for any other failure: the target is exactly as it was
     */
    public void writeBytes(Path target, byte[] content) throws IOException {
        put(target, Content.of(content));
    }

    /**
     * Replaces the target's content by this text, encoded with the writer's charset. A character that the charset lacks
     * is an error, never a {@code ?}.
     *
     * @param target the file to replace or create
     * @param content all of its new content
     * @throws java.nio.charset.CharacterCodingException if the text has half of a surrogate pair, or a character that
     *     the charset lacks; the target is exactly as it was
     * @throws UnconfirmedWriteException if the new content is in place, but is not known to survive power loss
     * @throws IOException for any other failure: the target is exactly as it was
     */
    public void writeString(Path target, CharSequence content) throws IOException {
        put(target, Content.of(content, settings.charset()));
    }

    /**
     * Replaces the target's content by the bytes of the stream, up to its end. The stream is not closed.
     *
     * @param target the file to replace or create
     * @param content where to read all of its new content
     * @return the number of bytes that were written
     * @throws UnconfirmedWriteException if the new content is in place, but is not known to survive power loss
     * @throws IOException if reading fails, or for any other failure: the target is exactly as it was
     */
    public long write(Path target, InputStream content) throws IOException {
        return put(target, Content.of(content));
    }

    /**
     * Replaces the target's content by the bytes that the given code writes to a stream. The code runs in this thread.
     *
     * <p>The stream is buffered. Closing it does no harm: the content is committed when the code returns, and discarded
     * when it throws anything. A write error is remembered: the commit fails even if the code has swallowed the error.
     *
     * @param target the file to replace or create
     * @param content writes all of its new content
     * @throws UnconfirmedWriteException if the new content is in place, but is not known to survive power loss
     * @throws IOException if {@code content} throws it, or for any other failure: the target is exactly as it was
     */
    public void write(Path target, ContentWriter content) throws IOException {
        put(target, Content.of(content));
    }

    /**
     * Starts to replace the target's content: the primitive under all other methods, for content that comes in pieces
     * or may still be discarded.
     *
     * @param target the file to replace or create
     * @return the pending file, to be committed or closed
     * @throws IOException if the target is refused, or the temporary can't be created: nothing is left
     */
    public PendingFile open(Path target) throws IOException {
        Objects.requireNonNull(target, "target");
        return PendingFile.open(target, settings, storages.apply(target));
    }

    /**
     * Starts a batch: many files that are written first and committed together. That costs far fewer flushes of the
     * disk than one write after another.
     *
     * @return the batch, to be committed or closed
     */
    public WriteBatch batch() {
        return new WriteBatch(settings, storages);
    }

    private long put(Path target, Content content) throws IOException {
        try (PendingFile file = open(target)) {
            return file.commit(content);
        }
    }
}
