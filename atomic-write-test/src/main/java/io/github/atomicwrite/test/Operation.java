package io.github.atomicwrite.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A change, with its place among the steps.
 *
 * @param step the place of the step that made it
 * @param change what it is
 * @param forcedBy the place of the first force after it that makes it durable, or {@link Integer#MAX_VALUE}
 */
record Operation(int step, Change change, int forcedBy) {

    /** Whether it may be lost if the power fails when that many steps have been made. */
    boolean isPending(int made) {
        return forcedBy >= made;
    }

    /** Returns all changes of a recording in their order. */
    static List<Operation> of(Recording recording) {
        List<Operation> operations = new ArrayList<>();
        Map<Integer, Integer> nextForce = new HashMap<>();
        for (int place = recording.steps().size() - 1; place >= 0; place--) {
            RecordedStep step = recording.steps().get(place);
            if (step.forced() != null) {
                nextForce.put(step.forced(), place);
            }
            for (int i = step.changes().size() - 1; i >= 0; i--) {
                Change change = step.changes().get(i);
                int forcedBy = nextForce.getOrDefault(change.subject(), Integer.MAX_VALUE);
                operations.add(new Operation(place, change, forcedBy));
            }
        }
        Collections.reverse(operations);
        return operations;
    }
}
