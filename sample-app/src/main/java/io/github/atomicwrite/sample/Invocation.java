package io.github.atomicwrite.sample;

import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param task what to do
 * @param target the file to replace, as it was given; empty unless the task is {@link Task#REPLACE}
 * @param mode the mode that the file is to have, or null to inherit it
 * @param durability what is to be forced, or null for the default
 * @param requiresContent whether empty input is refused
 */
record Invocation(
        Task task,
        String target,
        @Nullable FileMode mode,
        @Nullable Durability durability,
        boolean requiresContent) {

    enum Task {
        REPLACE,
        HELP,
        VERSION
    }

    /** Returns the starter's properties that make the writer the one that is asked for. */
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
