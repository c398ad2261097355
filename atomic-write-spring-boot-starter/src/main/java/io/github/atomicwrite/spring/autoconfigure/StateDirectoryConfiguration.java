package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.spring.StateFiles;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The state directory. It is checked and locked before any {@link StateFiles} bean is created, also one that the
 * application defines, and at the start, also if beans are initialized lazily.
 */
@Configuration(proxyBeanMethods = false)
class StateDirectoryConfiguration {
    private static final String NAME = "atomicWriteStateDirectory";

    @Bean(NAME)
    @Lazy(false)
    StateDirectory atomicWriteStateDirectory(AtomicWriteProperties properties, Environment environment) {
        return new StateDirectory(
                properties.getState(), environment.containsProperty(AtomicWriteProperties.STATE_DIRECTORY));
    }

    @Bean
    static BeforeStateFiles atomicWriteBeforeStateFiles() {
        return new BeforeStateFiles();
    }

    static final class BeforeStateFiles extends AbstractDependsOnBeanFactoryPostProcessor {
        BeforeStateFiles() {
            super(StateFiles.class, NAME);
        }
    }
}
