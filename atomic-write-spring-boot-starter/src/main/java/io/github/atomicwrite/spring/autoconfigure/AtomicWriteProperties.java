package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.Durability;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The defaults of the application's writer.
 *
 * @param mode the mode of every file that is written, in octal digits or in symbols; inherited if not set
 * @param encoding the charset of text
 * @param durability what is forced before a write returns
 */
@ConfigurationProperties("atomic-write")
public record AtomicWriteProperties(
        @Nullable String mode,
        @DefaultValue("UTF-8") Charset encoding,
        @DefaultValue("full") Durability durability) {}
