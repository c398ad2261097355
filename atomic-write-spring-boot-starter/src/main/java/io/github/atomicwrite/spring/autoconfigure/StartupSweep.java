package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.StaleTemporaries;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Removes, once all beans are there, what killed writers have left in the state directory and the others that are named.
 *
 * <p>Leftovers take up room and do no other harm. So a directory that can't be swept is a warning, and one that doesn't exist has
 * nothing to sweep; only what is no directory at all is a mistake in the configuration.
 */
final class StartupSweep implements SmartInitializingSingleton {
    private static final Log LOG = LogFactory.getLog(StartupSweep.class);

    private final Map<Path, String> propertyByDirectory = new LinkedHashMap<>();

    /**
     * Sweeps the state directory where there is one: where state files can be opened, or where it is named. An application that only
     * writes files has no business in its working directory.
     */
    StartupSweep(AtomicWriteProperties properties, boolean opensStateFiles) {
        if (opensStateFiles || !properties.state().isDefault()) {
            propertyByDirectory.put(properties.state().path(), AtomicWriteProperties.STATE_DIRECTORY);
        }
        for (Path directory : properties.sweep().paths()) {
            propertyByDirectory.putIfAbsent(directory, AtomicWriteProperties.SWEEP_DIRECTORIES);
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (Map.Entry<Path, String> swept : propertyByDirectory.entrySet()) {
            sweep(swept.getKey(), swept.getValue());
        }
    }

    private static void sweep(Path directory, String property) {
        try {
            List<Path> removed = StaleTemporaries.sweep(directory);
            if (!removed.isEmpty()) {
                LOG.info("Removed temporaries that killed writers had left: " + removed);
            }
        } catch (NoSuchFileException absent) {
            LOG.debug("Nothing to sweep, for there is no " + directory);
        } catch (NotDirectoryException notDirectory) {
            throw new RefusedValueException(
                            property,
                            "\"" + directory + "\"",
                            "This is not a directory.",
                            "Name a directory, or remove the property.")
                    .causedBy(notDirectory);
        } catch (IOException unswept) {
            LOG.warn("Temporaries that killed writers have left in " + directory + " can't be removed", unswept);
        }
    }
}
