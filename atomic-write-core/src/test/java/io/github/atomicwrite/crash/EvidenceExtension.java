package io.github.atomicwrite.crash;

import io.github.atomicwrite.crash.evidence.Evidence;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes the {@link Evidence} of the run to tests, and skips the tests of a tier that can't run here.
 *
 * <p>The summary of the run names each skipped tier. {@code -Dcrash.require=1} or {@code 2} turns the skip into a
 * failure.
 */
final class EvidenceExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace WHOLE_RUN = Namespace.create(EvidenceExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        int tier = context.getTags().contains(Tier2.TAG) ? 2 : 1;
        Optional<String> obstacle = TierProbe.obstacleTo(tier);
        if (obstacle.isEmpty()) {
            return ConditionEvaluationResult.enabled("tier " + tier + " can run");
        }
        evidence(context).skip("tier " + tier + " skipped: " + obstacle.get());
        if (tier <= Integer.getInteger("crash.require", 0)) {
            throw new AssertionError("tier " + tier + " is required, but it was skipped: " + obstacle.get());
        }
        return ConditionEvaluationResult.disabled(obstacle.get());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Evidence.class;
    }

    @Override
    public Evidence resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return evidence(context);
    }

    private static Evidence evidence(ExtensionContext context) {
        return context.getRoot()
                .getStore(WHOLE_RUN)
                .computeIfAbsent(Evidence.class, key -> new Evidence(), Evidence.class);
    }
}
