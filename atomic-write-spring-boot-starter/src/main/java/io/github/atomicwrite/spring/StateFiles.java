package io.github.atomicwrite.spring;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Opens the application's state files: typed, crash-safe, and written as the application's own mapper writes JSON.
 *
 * <pre>{@code
 * StateFile<Map<String, Instant>> seen =
 *         stateFiles.open("seen.json", new ParameterizedTypeReference<Map<String, Instant>>() {});
 * }</pre>
 *
 * <p>A relative path is one within the state directory, {@code atomic-write.state.directory}. Opening reads and creates nothing. All state files of one file
 * share one order of updates, however their paths are spelled.
 *
 * <p>Reading is strict, whatever the application lets its mapper accept elsewhere: an empty file, a truncated one, {@code null}, a
 * key that comes twice and whatever follows the state are a {@link io.github.atomicwrite.state.CorruptStateException} that names the
 * file and the position. A state that is a bare number is the one thing whose truncation JSON can't show: put it in a record.
 */
public final class StateFiles {
    private final Path directory;
    private final AtomicFileWriter writer;
    private final Formats formats;

    /**
     * Creates the state files of an application that has its own format, or several directories.
     *
     * @param directory what relative paths are resolved against
     * @param writer what writes the files
     * @param formats how states become bytes
     */
    public StateFiles(Path directory, AtomicFileWriter writer, Formats formats) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.writer = Objects.requireNonNull(writer, "writer");
        this.formats = Objects.requireNonNull(formats, "formats");
    }

    /**
     * Opens a state file.
     *
     * @param <T> the type of the state
     * @param path where the file is or will be, relative to the state directory or absolute
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
     * @param path where the file is or will be, relative to the state directory or absolute
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
     * @param path where the file is or will be, relative to the state directory or absolute
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
     * @param path where the file is or will be, relative to the state directory or absolute
     * @param type the type of the state
     * @return the state file
     */
    public <T> StateFile<T> open(Path path, ParameterizedTypeReference<T> type) {
        return open(path, type.getType());
    }

    private <T> StateFile<T> open(Path path, Type type) {
        return StateFile.of(locate(path), formats.<T>of(type), writer);
    }

    /** A path of another provider has nothing to do with the state directory. */
    private Path locate(Path path) {
        return path.getFileSystem().equals(directory.getFileSystem()) ? directory.resolve(path) : path;
    }

    /** The format of each type of state. */
    @FunctionalInterface
    public interface Formats {
        /**
         * Returns the format of a type.
         *
         * @param <T> the type of the state
         * @param type the same type, with its arguments
         * @return the format
         */
        <T> StateFormat<T> of(Type type);
    }
}
