package io.github.atomicwrite.spring.autoconfigure;

import org.springframework.context.annotation.ImportSelector;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Selects the configurations that the properties need. That of the state directory is only selected if the application
 * sets that directory, so that it costs other applications nothing at their start.
 *
 * <p>An application that is processed ahead of time gets it anyway, because its properties may be set later.
 */
final class ConfigurationsOfProperties implements ImportSelector {
    private final Environment environment;

    ConfigurationsOfProperties(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        String modes = FileModeConfiguration.class.getName();
        boolean mayHaveStateDirectory = environment.containsProperty(AtomicWriteProperties.STATE_DIRECTORY)
                || Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING);
        return mayHaveStateDirectory
                ? new String[] {modes, StateDirectoryConfiguration.class.getName()}
                : new String[] {modes};
    }
}
