package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.StaleTemporaries;
import io.github.atomicwrite.internal.storage.Directories;
import io.github.atomicwrite.spring.StateFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Removes the temporaries of killed processes, from the state directory and from the directories that the sweep
 * property names. It runs when all singleton beans exist.
 *
 * <p>If the application has set the state directory, its sub-directories are swept, too. Links to directories are not
 * followed.
 *
 * <p>Leftover temporaries only cost disk space. So a directory that can't be swept is logged as a warning, and a
 * directory that doesn't exist is skipped. A path that isn't a directory, or in which the application can't create
 * files, is an error in the configuration.
 */
final class StartupSweep implements SmartInitializingSingleton {
    private static final Log LOG = LogFactory.getLog(StartupSweep.class);

    private final Map<Path, String> propertyByDirectory = new LinkedHashMap<>();
    private final @Nullable Path root;
    private final ListableBeanFactory beans;

    /**
     * Creates the sweep. It includes the state directory if the application has a {@code StateFiles} bean or sets the
     * state directory. Otherwise the state directory is the working directory, and the application keeps no state in
     * it.
     */
    StartupSweep(AtomicWriteProperties properties, boolean setsStateDirectory, ListableBeanFactory beans) {
        if (setsStateDirectory || beans.getBeanNamesForType(StateFiles.class, true, false).length > 0) {
            propertyByDirectory.put(properties.getState().path(), AtomicWriteProperties.STATE_DIRECTORY);
        }
        for (Path directory : properties.getSweep().paths()) {
            propertyByDirectory.putIfAbsent(directory, AtomicWriteProperties.SWEEP_DIRECTORIES);
        }
        this.root = setsStateDirectory ? properties.getState().path() : null;
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (Map.Entry<Path, String> swept : propertyByDirectory.entrySet()) {
            sweepNamed(swept.getKey(), swept.getValue());
        }
    }

    private void sweepNamed(Path directory, String property) {
        try {
            if (property.equals(AtomicWriteProperties.SWEEP_DIRECTORIES) && Directories.exists(directory)) {
                StateDirectory.requireWritable(directory, property);
            }
            sweep(directory);
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
            warn(directory, unswept);
        }
        if (directory.equals(root)) {
            sweepBelow(directory);
        }
    }

    private void sweepBelow(Path root) {
        Deque<Path> directories = new ArrayDeque<>(subdirectories(root));
        while (!directories.isEmpty()) {
            Path directory = directories.pop();
            try {
                sweep(directory);
            } catch (NoSuchFileException | NotDirectoryException gone) {
                LOG.debug("Not swept: " + directory + " is gone");
                continue;
            } catch (IOException unswept) {
                warn(directory, unswept);
            }
            subdirectories(directory).forEach(directories::push);
        }
    }

    private static List<Path> subdirectories(Path directory) {
        try {
            return Directories.in(directory);
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException unlisted) {
            warn(directory, unlisted);
            return List.of();
        }
    }

    private void sweep(Path directory) throws IOException {
        List<Path> removed = StaleTemporaries.sweep(directory);
        if (!removed.isEmpty()) {
            LOG.info("Removed temporaries of killed processes: " + removed);
            beans.getBeanProvider(Listener.class).forEach(listener -> listener.onSweep(removed.size()));
        }
    }

    private static void warn(Path directory, IOException unswept) {
        LOG.warn("Can't sweep " + directory + ": temporaries of killed processes may stay there", unswept);
    }

    /** Hears of the files that the sweep has removed. */
    @FunctionalInterface
    interface Listener {
        void onSweep(int removed);
    }
}
