package io.github.atomicwrite.spring;

import io.github.atomicwrite.AtomicFileWriter;

/**
 * Changes the settings of the auto-configured {@link AtomicFileWriter}. Define a bean of this type to add a listener,
 * for example. All such beans are applied, in the order of {@code @Order}.
 *
 * <p>The starter adds its meters with such a bean, and the application's {@code CommitListener} beans with another. So
 * an application that creates a second writer can apply the same customizers to it.
 */
@FunctionalInterface
public interface AtomicFileWriterCustomizer {
    /**
     * Returns a writer with other settings.
     *
     * @param writer the writer with its settings so far
     * @return the writer to use instead
     */
    AtomicFileWriter customize(AtomicFileWriter writer);
}
