package io.github.atomicwrite.spring;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Opens the application's state files: typed, crash-safe, and written as JSON by the application's own mapper.
 *
 * <pre>{@code
 * StateFile<Map<String, Instant>> seen =
 *         stateFiles.open("seen.json", new ParameterizedTypeReference<Map<String, Instant>>() {});
 * }</pre>
 *
 * <p>A relative path is resolved against the state directory, {@code atomic-write.state.directory}. Opening a state
 * file reads nothing and creates nothing. The first write creates the missing sub-directories of the state directory,
 * and forces their parents. All {@link StateFile} objects of one file share one order of updates, even if their paths
 * are spelled differently.
 *
 * <p>Reading is strict, even if the application's mapper is lenient. An empty file, a truncated file, {@code null}, a
 * duplicate key and content after the state are a {@link io.github.atomicwrite.state.CorruptStateException}, which
 * names the file and the position. Keep a number in a record: JSON can't show that a bare number was truncated.
 */
public final class StateFiles {
    private final Path directory;
    private final AtomicFileWriter writer;
    private final Formats formats;
    private final StateFileActivity activity;

    /**
     * Creates the bean for an application that has its own format or several state directories.
     *
     * @param directory the directory that relative paths are resolved against
     * @param writer the writer that writes the files
     * @param formats the format of each type of state
     */
    public StateFiles(Path directory, AtomicFileWriter writer, Formats formats) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.activity = new StateFileActivity(directory);
        this.writer = writer.withListener(activity);
        this.formats = Objects.requireNonNull(formats, "formats");
    }

    /**
     * Opens a state file.
     *
     * @param <T> the type of the state
     * @param path the file's path, relative to the state directory or absolute; the file need not exist
     * @param type the type of the state
     * @return the state file
     */
    public <T> StateFile<T> open(String path, Class<T> type) {
        return open(Path.of(path), type);
    }

    /**
     * Opens a state file.
     *
     * @param <T> the type of the state
     * @param path the file's path, relative to the state directory or absolute; the file need not exist
     * @param type the type of the state
     * @return the state file
     */
    public <T> StateFile<T> open(Path path, Class<T> type) {
        return open(path, (Type) type);
    }

    /**
     * Opens a state file whose state is of a generic type.
     *
     * @param <T> the type of the state
     * @param path the file's path, relative to the state directory or absolute; the file need not exist
     * @param type the type of the state
     * @return the state file
     */
    public <T> StateFile<T> open(String path, ParameterizedTypeReference<T> type) {
        return open(Path.of(path), type);
    }

    /**
     * Opens a state file whose state is of a generic type.
     *
     * @param <T> the type of the state
     * @param path the file's path, relative to the state directory or absolute; the file need not exist
     * @param type the type of the state
     * @return the state file
     */
    public <T> StateFile<T> open(Path path, ParameterizedTypeReference<T> type) {
        return open(path, type.getType());
    }

    private <T> StateFile<T> open(Path path, Type type) {
        Path file = locate(path);
        StateFile<T> opened = StateFile.of(file, formats.<T>of(type), writer);
        activity.opened(file, type);
        return opened;
    }

    StateFileActivity activity() {
        return activity;
    }

    /** Returns a path of another provider as it is: it can't be resolved against the state directory. */
    private Path locate(Path path) {
        return path.getFileSystem().equals(directory.getFileSystem()) ? directory.resolve(path) : path;
    }

    /** Supplies the format for each type of state. */
    @FunctionalInterface
    public interface Formats {
        /**
         * Returns the format for a type.
         *
         * @param <T> the type of the state
         * @param type the type of the state, with its type arguments
         * @return the format
         */
        <T> StateFormat<T> of(Type type);
    }
}
