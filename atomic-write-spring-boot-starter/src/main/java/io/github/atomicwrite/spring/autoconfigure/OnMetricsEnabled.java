package io.github.atomicwrite.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@code atomic-write.metrics.enabled} is false, in every spelling that {@link AtomicWriteProperties}
 * accepts. Boot's own condition compares text, so it treats {@code off} as true, or {@code on} as false.
 */
final class OnMetricsEnabled extends SpringBootCondition {
    private static final String PROPERTY = "atomic-write.metrics.enabled";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean enabled = Binder.get(context.getEnvironment())
                .bind(PROPERTY, boolean.class)
                .orElse(true);
        return new ConditionOutcome(enabled, ConditionMessage.of(PROPERTY + " is " + enabled));
    }
}
