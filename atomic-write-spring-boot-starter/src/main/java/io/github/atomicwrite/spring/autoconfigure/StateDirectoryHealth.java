package io.github.atomicwrite.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The health of the state directory, for both versions of Boot's health contributors.
 *
 * @param isUp whether the application can write to the directory and owns it, and no write in it is unconfirmed
 * @param details the directory, and what is wrong; never the content of a file
 */
record StateDirectoryHealth(boolean isUp, Map<String, Object> details) {
    static final String PROPERTY = "atomic-write";

    static StateDirectoryHealth of(StateDirectory directory, UnconfirmedWrites writes) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("directory", directory.path().toString());
        try {
            directory.check();
        } catch (IOException unusable) {
            details.put("error", unusable.toString());
        }
        List<Path> unconfirmed = writes.directories();
        if (!unconfirmed.isEmpty()) {
            details.put("unconfirmed", unconfirmed.stream().map(Path::toString).toList());
        }
        return new StateDirectoryHealth(details.size() == 1, details);
    }
}
