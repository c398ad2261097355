package io.github.atomicwrite.spring.autoconfigure;

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
 * What an application may say about its writer and its state files.
 *
 * @param mode Mode of every file that is written, as octal digits in quotes or as symbols. If not set, that of the replaced file, or what the umask allows.
 * @param encoding Charset that text is encoded with.
 * @param durability What survives power loss once a write has returned.
 * @param metrics The meters.
 * @param state The state files.
 * @param sweep What is removed at start-up.
 */
@ConfigurationProperties("atomic-write")
public record AtomicWriteProperties(
        @Nullable FileMode mode, Charset encoding, Durability durability, Metrics metrics, State state, Sweep sweep) {
    static final String WORKING_DIRECTORY = ".";
    static final String STATE_DIRECTORY = "atomic-write.state.directory";
    static final String SWEEP_DIRECTORIES = "atomic-write.sweep.directories";

    /**
     * Fills in what is not set, and refuses what can't be written with. Defaults in annotations would be converted from text, and take a quarter
     * of what the starter adds to an application's start.
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
                    "This charset can only be read, not written.",
                    "Name another charset, such as UTF-8.");
        }
    }

    /**
     * The meters.
     *
     * @param enabled Whether commits are timed and sizes recorded, where there is a meter registry.
     */
    public record Metrics(@DefaultValue("true") boolean enabled) {
        static final Metrics DEFAULT = new Metrics(true);
    }

    /**
     * The state files.
     *
     * @param directory Directory that relative state files live in: created if missing, and swept at start-up.
     */
    public record State(@DefaultValue(WORKING_DIRECTORY) String directory) {
        boolean isDefault() {
            return directory.equals(WORKING_DIRECTORY);
        }

        static final State DEFAULT = new State(".");

        Path path() {
            return pathOf(STATE_DIRECTORY, directory);
        }
    }

    /**
     * What is removed at start-up.
     *
     * @param directories Further directories to sweep at start-up of the temporaries that killed writers left there.
     */
    public record Sweep(@DefaultValue List<String> directories) {
        static final Sweep DEFAULT = new Sweep(List.of());

        /** Takes a copy. */
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

    /** Spring's own conversion takes the name of a class path resource for that resource, where there is one. */
    private static Path pathOf(String property, String text) {
        if (text.matches("(?s)(file|classpath\\*?|https?):.*")) {
            throw new RefusedValueException(
                    property, text, "This is a URL, not a path.", "Give the path of a directory, without a scheme.");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new RefusedValueException(
                    property,
                    text,
                    "This is no path here: " + invalid.getReason() + ".",
                    "Give the path of a directory.");
        }
    }
}
