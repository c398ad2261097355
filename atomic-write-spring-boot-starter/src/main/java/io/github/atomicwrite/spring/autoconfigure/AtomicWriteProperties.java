package io.github.atomicwrite.spring.autoconfigure;

import com.fasterxml.jackson.annotation.JsonGetter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the writer and of the state files.
 *
 * @param mode Mode of every file that is written, as octal digits in quotes or as symbols. If not set, a file keeps the
 *     mode of the file that it replaces, and a new file gets the mode that the umask allows.
 * @param encoding Charset of the text that is written.
 * @param durability What survives power loss once a write has returned.
 * @param metrics The meters.
 * @param state The state files.
 * @param sweep The sweep at start-up.
 */
@ConfigurationProperties("atomic-write")
public record AtomicWriteProperties(
        @Nullable FileMode mode, Charset encoding, Durability durability, Metrics metrics, State state, Sweep sweep) {
    static final String WORKING_DIRECTORY = ".";
    static final String STATE_DIRECTORY = "atomic-write.state.directory";
    static final String STATE_EXCLUSIVE = "atomic-write.state.exclusive";
    static final String SWEEP_DIRECTORIES = "atomic-write.sweep.directories";

    /**
     * Fills in the defaults, and refuses a charset that can't encode. Annotations don't hold these defaults, because
     * Spring converts them from text: that takes a quarter of the time that the starter adds to an application's start.
     */
    public AtomicWriteProperties {
        encoding = Objects.requireNonNullElse(encoding, StandardCharsets.UTF_8);
        durability = Objects.requireNonNullElse(durability, Durability.FULL);
        metrics = Objects.requireNonNullElse(metrics, Metrics.DEFAULT);
        state = Objects.requireNonNullElse(state, State.DEFAULT);
        sweep = Objects.requireNonNullElse(sweep, Sweep.DEFAULT);
        if (!encoding.canEncode()) {
            throw new RefusedValueException(
                    "atomic-write.encoding",
                    encoding.name(),
                    "The charset can decode text, but can't encode it.",
                    "Name another charset, such as UTF-8.");
        }
    }

    /**
     * Returns the mode as text. The actuator's endpoint for configuration properties shows it instead of the record.
     *
     * @return the mode, for example {@code 0640}, or {@code null} if it is not set
     */
    @JsonGetter("mode")
    public @Nullable String modeAsText() {
        return mode == null ? null : mode.toString();
    }

    /**
     * The meters.
     *
     * @param enabled Whether to record the time of each commit and the size of each file, if there is a meter registry.
     */
    public record Metrics(@DefaultValue("true") boolean enabled) {
        static final Metrics DEFAULT = new Metrics(true);
    }

    /**
     * The state files.
     *
     * @param directory Directory of the state files that are opened with a relative path. It is created if it is
     *     missing, and swept at start-up.
     * @param exclusive Whether to lock the directory, so that no second process can use it. It has no effect if the
     *     directory is not set.
     */
    public record State(
            @DefaultValue(WORKING_DIRECTORY) String directory,
            @DefaultValue("true") boolean exclusive) {
        static final State DEFAULT = new State(WORKING_DIRECTORY, true);

        Path path() {
            return pathOf(STATE_DIRECTORY, directory);
        }
    }

    /**
     * The sweep at start-up.
     *
     * @param directories Further directories from which to remove the temporaries of killed processes at start-up.
     */
    public record Sweep(@DefaultValue List<String> directories) {
        static final Sweep DEFAULT = new Sweep(List.of());

        /** Copies the list. */
        public Sweep {
            directories = List.copyOf(directories);
        }

        List<Path> paths() {
            List<Path> paths = new ArrayList<>();
            for (String directory : directories) {
                paths.add(pathOf(SWEEP_DIRECTORIES, directory));
            }
            return paths;
        }
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** Creates a path from text. Spring's own conversion would prefer a class path resource of the same name. */
    static Path pathOf(String property, String text) {
        if (text.matches("(?s)(file|classpath\\*?|https?):.*")) {
            throw new RefusedValueException(
                    property,
                    text,
                    "The value is a URL, not a path.",
                    "Give the path of a directory, without a scheme.");
        }
        if (text.isBlank()) {
            throw new RefusedValueException(
                    property,
                    quoted(text),
                    "The value is blank.",
                    "Give the path of a directory, or remove the property.");
        }
        if (text.contains("${")) {
            throw new RefusedValueException(
                    property,
                    quoted(text),
                    "The value contains a placeholder that has no value.",
                    "Set the property or the environment variable that the placeholder names.");
        }
        if (text.stripLeading().startsWith("~")) {
            throw new RefusedValueException(
                    property,
                    quoted(text),
                    "The value starts with ~, which only a shell replaces by a home directory.",
                    "Give the whole path, or write ${user.home} instead of ~.");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new RefusedValueException(
                    property,
                    text,
                    "The value is not a valid path: " + invalid.getReason() + ".",
                    "Give the path of a directory.");
        }
    }
}
