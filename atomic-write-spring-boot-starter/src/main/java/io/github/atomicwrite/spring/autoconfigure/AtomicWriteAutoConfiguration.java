package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.CommitListener;
import io.github.atomicwrite.spring.AtomicFileWriterCustomizer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the {@link AtomicFileWriter}. Every {@link AtomicFileWriterCustomizer} bean is applied to it,
 * and it calls every {@link CommitListener} bean, each in the order of the beans.
 *
 * <p>The writer is created for the first bean that uses it, so other applications don't wait for it at their start. Its
 * properties are checked at every start.
 */
@AutoConfiguration
@EnableConfigurationProperties(AtomicWriteProperties.class)
@Import(ConfigurationsOfProperties.class)
public final class AtomicWriteAutoConfiguration {
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    AtomicFileWriter atomicFileWriter(
            AtomicWriteProperties properties, ObjectProvider<AtomicFileWriterCustomizer> customizers) {
        AtomicFileWriter writer = AtomicFileWriter.create()
                .withMode(properties.getMode())
                .withCharset(properties.getEncoding())
                .withDurability(properties.getDurability());
        for (AtomicFileWriterCustomizer customizer : customizers.orderedStream().toList()) {
            writer = customizer.customize(writer);
        }
        return writer;
    }

    @Bean
    @Lazy
    @Order(0)
    AtomicFileWriterCustomizer atomicWriteCommitListeners(ObjectProvider<CommitListener> listeners) {
        return writer -> {
            AtomicFileWriter listened = writer;
            for (CommitListener listener : listeners.orderedStream().toList()) {
                listened = listened.withListener(listener);
            }
            return listened;
        };
    }

    @Bean
    StartupSweep atomicWriteStartupSweep(
            AtomicWriteProperties properties, Environment environment, ListableBeanFactory beanFactory) {
        return new StartupSweep(
                properties, environment.containsProperty(AtomicWriteProperties.STATE_DIRECTORY), beanFactory);
    }
}
