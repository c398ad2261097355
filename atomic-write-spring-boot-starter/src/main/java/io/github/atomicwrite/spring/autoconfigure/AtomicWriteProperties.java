package io.github.atomicwrite.spring.autoconfigure;

import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The properties of the writer and of the state files.
 *
 * <p>Spring binds them with setters, as it binds Boot's own properties. To bind a record, it would load a part of its
 * binder that an empty application does not need.
 */
@ConfigurationProperties("atomic-write")
public final class AtomicWriteProperties {
    static final String MODE = "atomic-write.mode";
    static final String STATE_DIRECTORY = "atomic-write.state.directory";
    static final String STATE_EXCLUSIVE = "atomic-write.state.exclusive";
    static final String SWEEP_DIRECTORIES = "atomic-write.sweep.directories";

    /**
     * Mode of every file that is written, as octal digits in quotes or as symbols. If not set, a file keeps the mode of
     * the file that it replaces, and a new file gets the mode that the umask allows.
     */
    private @Nullable FileMode mode;

    /** Charset of the text that is written. */
    private Charset encoding = StandardCharsets.UTF_8;

    /** What survives power loss once a write has returned. */
    private Durability durability = Durability.FULL;

    private final Metrics metrics = new Metrics();

    private final State state = new State();

    private final Sweep sweep = new Sweep();

    public @Nullable FileMode getMode() {
        return mode;
    }

    public void setMode(@Nullable FileMode mode) {
        this.mode = mode;
    }

    public Charset getEncoding() {
        return encoding;
    }

    /** Refuses a charset that can't encode. */
    public void setEncoding(Charset encoding) {
        if (!encoding.canEncode()) {
            throw new RefusedValueException(
                    "atomic-write.encoding",
                    encoding.name(),
                    "The charset can decode text, but can't encode it.",
                    "Name another charset, such as UTF-8.");
        }
        this.encoding = encoding;
    }

    public Durability getDurability() {
        return durability;
    }

    public void setDurability(Durability durability) {
        this.durability = durability;
    }

    public Metrics getMetrics() {
        return metrics;
    }

    public State getState() {
        return state;
    }

    public Sweep getSweep() {
        return sweep;
    }

    /** Actuator's endpoint for configuration properties shows this text instead of the bits. */
    @JsonGetter("mode")
    @Nullable
    ModeText modeAsText() {
        return mode == null ? null : new ModeText(mode.toString());
    }

    /** The mode as text, for example {@code 0640}. The endpoint shows a value without a setter if its type is ours. */
    record ModeText(@JsonValue String text) {}

    /** The meters. */
    public static final class Metrics {
        /** Whether to record the time of each commit and the size of each file, if there is a meter registry. */
        private boolean enabled = true;

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }
    }

    /** The state files. */
    public static final class State {
        /**
         * Directory of the state files that are opened with a relative path. It is created if it is missing, and swept
         * at start-up.
         */
        private String directory = ".";

        /**
         * Whether to lock the directory, so that no second process can use it. It has no effect if the directory is not
         * set.
         */
        private boolean exclusive = true;

        public String getDirectory() {
            return directory;
        }

        public void setDirectory(String directory) {
            this.directory = directory;
        }

        public boolean isExclusive() {
            return exclusive;
        }

        public void setExclusive(boolean exclusive) {
            this.exclusive = exclusive;
        }

        Path path() {
            return ConfiguredPath.of(STATE_DIRECTORY, directory);
        }
    }

    /** The sweep at start-up. */
    public static final class Sweep {
        /** Further directories from which to remove the temporaries of killed processes at start-up. */
        private List<String> directories = List.of();

        public List<String> getDirectories() {
            return directories;
        }

        public void setDirectories(List<String> directories) {
            this.directories = List.copyOf(directories);
        }

        List<Path> paths() {
            List<Path> paths = new ArrayList<>();
            for (String directory : directories) {
                paths.add(ConfiguredPath.of(SWEEP_DIRECTORIES, directory));
            }
            return paths;
        }
    }
}
