package io.github.atomicwrite.sample;

import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parsed command line.
 *
 * @param task what to do
 * @param path the file to replace or the directory to sweep, as given; empty for the other tasks
 * @param mode the file's mode, or null to inherit it
 * @param durability what is forced, or null for the default
 * @param requiresContent whether empty input is an error
 */
record Invocation(
        Task task,
        String path,
        @Nullable FileMode mode,
        @Nullable Durability durability,
        boolean requiresContent) {

    enum Task {
        REPLACE,
        SWEEP,
        HELP,
        VERSION
    }

    /** Returns the starter's properties for the requested writer. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (mode != null) {
            properties.put("atomic-write.mode", mode.toString());
        }
        if (durability != null) {
            properties.put("atomic-write.durability", durability.name().toLowerCase(Locale.ROOT));
        }
        return properties;
    }
}
