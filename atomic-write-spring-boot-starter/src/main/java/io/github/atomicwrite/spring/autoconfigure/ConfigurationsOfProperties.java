package io.github.atomicwrite.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Selects the configurations that only one property needs, if the property is set. They cost other applications nothing
 * at their start.
 *
 * <p>An application that is processed ahead of time gets all of them, because its properties may be set later.
 */
final class ConfigurationsOfProperties implements ImportSelector {
    private final Environment environment;

    ConfigurationsOfProperties(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String[] selectImports(AnnotationMetadata importing) {
        List<String> selected = new ArrayList<>();
        if (mayBeSet(AtomicWriteProperties.MODE)) {
            selected.add(FileModeConfiguration.class.getName());
        }
        if (mayBeSet(AtomicWriteProperties.STATE_DIRECTORY)) {
            selected.add(StateDirectoryConfiguration.class.getName());
        }
        return selected.toArray(new String[0]);
    }

    private boolean mayBeSet(String property) {
        return environment.containsProperty(property) || Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING);
    }
}
