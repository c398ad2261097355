package io.github.atomicwrite.spring.autoconfigure;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The properties of the metadata store.
 *
 * @param file Path of the file with the metadata of Spring Integration, relative to the state directory or absolute. If
 *     it is set, there is a bean "metadataStore", which Spring Integration's adapters use.
 */
@ConfigurationProperties("atomic-write.metadata-store")
record MetadataStoreProperties(@Nullable String file) {
    static final String FILE = "atomic-write.metadata-store.file";

    Path path() {
        if (file == null || file.isBlank()) {
            throw new RefusedValueException(
                    FILE,
                    "\"" + file + "\"",
                    "The value is blank.",
                    "Give the path of a file, or remove the property.");
        }
        return ConfiguredPath.of(FILE, file);
    }
}
