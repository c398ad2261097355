package io.github.atomicwrite.integration;

import io.github.atomicwrite.state.StateFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.metadata.ConcurrentMetadataStore;

/**
 * Keeps the metadata of Spring Integration in a {@link StateFile}: which messages an idempotent receiver has accepted,
 * which files an inbound adapter has seen, which entry of a feed was the last one.
 *
 * <pre>{@code
 * ConcurrentMetadataStore store = new StateFileMetadataStore(
 *         stateFiles.open("metadata.json", new ParameterizedTypeReference<Map<String, String>>() {}));
 * }</pre>
 *
 * <p>{@link #put put}, {@link #putIfAbsent putIfAbsent}, {@link #replace replace} and {@link #remove remove} return
 * when their result survives power loss, as far as the durability of the file's writer promises it. Threads that wait
 * for a commit share the next one. {@link #get get} never reads the disk.
 *
 * <p>The constructor reads the file once and keeps all entries in memory. Every commit reads and writes the whole file.
 * So its cost grows with the number of entries, but not with the number of threads that share it.
 *
 * <p>A change starts from the file on disk, so the store keeps what was edited by hand since the last change. A change
 * of a missing file starts from the entries in memory, so the store loses no entry if someone deletes the file. If the
 * file on disk is damaged or has another shape, the change fails and the file stays as it is. Use one store for each
 * file, in one process: other stores of the same file don't see its changes until they make one themselves.
 *
 * <p>Every failed read or commit is a {@link java.io.UncheckedIOException} that names the file. After a failed commit,
 * the store and the file have the old entries. There is one exception: if the cause is an
 * {@link io.github.atomicwrite.UnconfirmedWriteException}, the store and the file have the new entries, but the new
 * entries may not survive power loss. The next change writes the file again.
 *
 * <p>The store refuses a key or a value that a JSON parser would refuse to read: a key of more than 16,384 characters,
 * a value of more than 1,048,576 characters, and a surrogate without its other half.
 *
 * <p>Instances are thread-safe. An interrupt doesn't end a change, and the thread keeps its interrupt status.
 */
public final class StateFileMetadataStore implements ConcurrentMetadataStore {
    /** The maximum number of characters in a key. Jackson refuses to read a name of more than 50,000 bytes in UTF-8. */
    static final int MAX_KEY_LENGTH = 16_384;

    /** The maximum number of characters in a value. Jackson refuses to read a string of more than 20,000,000. */
    static final int MAX_VALUE_LENGTH = 1_048_576;

    private final MetadataFile file;

    /**
     * Creates the store, and reads the file.
     *
     * @param file the file; it need not exist
     * @throws java.io.UncheckedIOException if the file can't be read, is damaged, or has another shape
     */
    public StateFileMetadataStore(StateFile<Map<String, String>> file) {
        this.file = MetadataFile.read(file);
    }

    /**
     * Returns the value of a key. It doesn't read the disk, and doesn't wait for changes that are being committed.
     *
     * @param key the key
     * @return the value, or {@code null} if there is none
     * @throws IllegalArgumentException if the key is {@code null}
     */
    @Override
    public @Nullable String get(String key) {
        requirePresent("key", key);
        return file.entries().get(key);
    }

    /**
     * Sets the value of a key.
     *
     * @param key the key
     * @param value the value
     * @throws IllegalArgumentException if the key or the value is {@code null}, too long or malformed
     * @throws java.io.UncheckedIOException if the change can't be committed
     */
    @Override
    public void put(String key, String value) {
        requireStorable("key", key, MAX_KEY_LENGTH);
        requireStorable("value", value, MAX_VALUE_LENGTH);
        file.<@Nullable String>change(entries -> entries.put(key, value));
    }

    /**
     * Sets the value of a key that has none.
     *
     * @param key the key
     * @param value the value
     * @return {@code null} if the value was set, or the value that the key already has; this value is durable, too
     * @throws IllegalArgumentException if the key or the value is {@code null}, too long or malformed
     * @throws java.io.UncheckedIOException if the change can't be committed
     */
    @Override
    public @Nullable String putIfAbsent(String key, String value) {
        requireStorable("key", key, MAX_KEY_LENGTH);
        requireStorable("value", value, MAX_VALUE_LENGTH);
        Map<String, String> durable = file.durableEntries();
        String present = durable == null ? null : durable.get(key);
        return present != null ? present : file.<@Nullable String>change(entries -> entries.putIfAbsent(key, value));
    }

    /**
     * Replaces the value of a key if the key has the expected value.
     *
     * @param key the key
     * @param oldValue the expected value
     * @param newValue the new value
     * @return whether the value was replaced
     * @throws IllegalArgumentException if the key or a value is {@code null}, or the new value is too long or malformed
     * @throws java.io.UncheckedIOException if the change can't be committed
     */
    @Override
    public boolean replace(String key, String oldValue, String newValue) {
        requirePresent("key", key);
        requirePresent("oldValue", oldValue);
        requireStorable("newValue", newValue, MAX_VALUE_LENGTH);
        Map<String, String> durable = file.durableEntries();
        if (durable != null && !oldValue.equals(durable.get(key))) {
            return false;
        }
        return file.change(entries -> entries.replace(key, oldValue, newValue));
    }

    /**
     * Removes a key and its value.
     *
     * @param key the key
     * @return the value that the key had, or {@code null} if it had none
     * @throws IllegalArgumentException if the key is {@code null}
     * @throws java.io.UncheckedIOException if the change can't be committed
     */
    @Override
    public @Nullable String remove(String key) {
        requirePresent("key", key);
        Map<String, String> durable = file.durableEntries();
        if (durable != null && !durable.containsKey(key)) {
            return null;
        }
        return file.<@Nullable String>change(entries -> entries.remove(key));
    }

    private static void requireStorable(String name, String text, int maxLength) {
        requirePresent(name, text);
        if (text.length() > maxLength) {
            throw new IllegalArgumentException(
                    "'%s' must have at most %,d characters, but has %,d.".formatted(name, maxLength, text.length()));
        }
        if (text.codePoints().anyMatch(StateFileMetadataStore::isSurrogate)) {
            throw new IllegalArgumentException("'" + name + "' must not contain a surrogate without its other half.");
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static void requirePresent(String name, @Nullable String text) {
        if (text == null) {
            throw new IllegalArgumentException("'" + name + "' must not be null.");
        }
    }
}
