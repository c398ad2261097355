package io.github.atomicwrite.spring.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/** Auto-configuration of the health of the state directory, if the application has set one. For Spring Boot 3. */
@AutoConfiguration(before = HealthContributorAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnEnabledHealthIndicator(StateDirectoryHealth.PROPERTY)
@Conditional(OnStateDirectory.class)
@Import(StateDirectoryHealthConfiguration.class)
public final class Boot3HealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = {"atomicWriteHealthIndicator", "atomicWriteHealthContributor"})
    HealthIndicator atomicWriteHealthContributor(StateDirectory directory, UnconfirmedWrites writes) {
        return () -> {
            StateDirectoryHealth health = StateDirectoryHealth.of(directory, writes);
            return Health.status(health.isUp() ? Status.UP : Status.DOWN)
                    .withDetails(health.details())
                    .build();
        };
    }
}
