package io.github.atomicwrite.spring.autoconfigure;

import io.github.atomicwrite.micrometer.MicrometerCommitListener;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration of the writer's meters, where there is a {@link MeterRegistry}.
 *
 * <p>Boot makes the registry in an auto-configuration of its own, whose name differs between Boot 3 and Boot 4. Before it has run, there
 * is no registry to be seen.
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
    @Bean
    @ConditionalOnMissingBean
    MicrometerCommitListener micrometerCommitListener(ObjectProvider<MeterRegistry> registries) {
        return new MicrometerCommitListener(registries.getIfUnique(() -> allOf(registries)));
    }

    /** Boot marks its composite of several registries as primary; an application with registries of its own may have none. */
    private static MeterRegistry allOf(ObjectProvider<MeterRegistry> registries) {
        return new CompositeMeterRegistry(
                Clock.SYSTEM, registries.orderedStream().toList());
    }
}
