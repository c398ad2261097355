package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.micrometer.MicrometerCommitListener;
import io.github.atomicwrite.spring.AtomicFileWriterCustomizer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the writer's meters. It applies if the application has a {@link MeterRegistry}.
 *
 * <p>Boot creates the registry in its own auto-configuration, whose name differs between Boot 3 and Boot 4. This
 * auto-configuration runs after it, so that the condition sees the registry.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@Conditional(OnMetricsEnabled.class)
public final class AtomicWriteMetricsAutoConfiguration {
    /** Backs off if the application has its own listener, which the writer calls like all listeners. */
    @Bean
    @ConditionalOnMissingBean(MicrometerCommitListener.class)
    @Order(0)
    AtomicFileWriterCustomizer atomicWriteMeters(ObjectProvider<MeterRegistry> registries) {
        MicrometerCommitListener meters = new MicrometerCommitListener(registryOf(registries));
        return writer -> writer.withListener(meters);
    }

    @Bean
    StartupSweep.Listener atomicWriteSweepMeter(ObjectProvider<MeterRegistry> registries) {
        Counter removed = Counter.builder("atomic.write.sweep.removed")
                .description("Temporaries of killed processes that were removed at the start")
                .baseUnit("files")
                .register(registryOf(registries));
        return removed::increment;
    }

    private static MeterRegistry registryOf(ObjectProvider<MeterRegistry> registries) {
        return registries.getIfUnique(() -> allOf(registries));
    }

    /**
     * Combines several registries. Boot's own composite is primary, but an application that defines its registries
     * itself may have no primary one.
     */
    private static MeterRegistry allOf(ObjectProvider<MeterRegistry> registries) {
        return new CompositeMeterRegistry(
                Clock.SYSTEM, registries.orderedStream().toList());
    }
}
