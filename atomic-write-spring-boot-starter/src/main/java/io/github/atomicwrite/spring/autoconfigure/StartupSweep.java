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
 * Removes the temporaries of killed processes, from the state directory and from the directories that the sweep
 * property names. It runs when all singleton beans exist.
 *
 * <p>Leftover temporaries only cost disk space. So a directory that can't be swept is logged as a warning, and a
 * directory that doesn't exist is skipped. A path that isn't a directory is an error in the configuration.
 */
final class StartupSweep implements SmartInitializingSingleton {
    private static final Log LOG = LogFactory.getLog(StartupSweep.class);

    private final Map<Path, String> propertyByDirectory = new LinkedHashMap<>();

    /**
     * Creates the sweep. It includes the state directory if the application has a {@code StateFiles} bean or sets the
     * state directory. Otherwise the state directory is the working directory, and the application keeps no state in
     * it.
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
                LOG.info("Removed temporaries of killed processes: " + removed);
            }
        } catch (NoSuchFileException absent) {
            LOG.debug("Nothing to sweep: " + directory + " does not exist");
        } catch (NotDirectoryException notDirectory) {
            throw new RefusedValueException(
                            property,
                            "\"" + directory + "\"",
                            "The path is not a directory.",
                            "Name a directory, or remove the property.")
                    .causedBy(notDirectory);
        } catch (IOException unswept) {
            LOG.warn("Can't sweep " + directory + ": temporaries of killed processes may stay there", unswept);
        }
    }
}
