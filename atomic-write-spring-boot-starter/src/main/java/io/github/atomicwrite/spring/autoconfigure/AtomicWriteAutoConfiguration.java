package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.CommitListener;
import io.github.atomicwrite.spring.StateFiles;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Auto-configuration of the {@link AtomicFileWriter}. It calls every {@link CommitListener} bean, in bean order. */
@AutoConfiguration
@Import(AtomicWritePropertiesConfiguration.class)
public final class AtomicWriteAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    AtomicFileWriter atomicFileWriter(AtomicWriteProperties properties, ObjectProvider<CommitListener> listeners) {
        AtomicFileWriter writer = AtomicFileWriter.create()
                .withMode(properties.mode())
                .withCharset(properties.encoding())
                .withDurability(properties.durability());
        for (CommitListener listener : listeners.orderedStream().toList()) {
            writer = writer.withListener(listener);
        }
        return writer;
    }

    @Bean
    StartupSweep atomicWriteStartupSweep(AtomicWriteProperties properties, ListableBeanFactory beans) {
        return new StartupSweep(properties, beans.getBeanNamesForType(StateFiles.class, true, false).length > 0);
    }
}
