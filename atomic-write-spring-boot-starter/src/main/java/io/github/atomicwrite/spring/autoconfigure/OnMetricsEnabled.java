package io.github.atomicwrite.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@code atomic-write.metrics.enabled} is false, in any spelling that {@link AtomicWriteProperties} is bound from: Boot's own
 * condition compares text, and would take {@code off} for true, or {@code on} for false.
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
