package io.github.atomicwrite.spring.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the application sets the state directory. Boot's own condition reads the value, and fails without an
 * analysis if it contains a placeholder that has no value.
 */
final class OnStateDirectory extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        boolean isSet = context.getEnvironment().containsProperty(AtomicWriteProperties.STATE_DIRECTORY);
        return new ConditionOutcome(
                isSet,
                ConditionMessage.of(AtomicWriteProperties.STATE_DIRECTORY + (isSet ? " is set" : " is not set")));
    }
}
