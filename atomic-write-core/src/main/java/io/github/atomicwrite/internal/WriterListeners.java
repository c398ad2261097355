package io.github.atomicwrite.internal;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets state files see the listeners of their writer, which its API doesn't show. */
public final class WriterListeners {
    private static volatile @Nullable Function<Object, List<?>> reader;

    private WriterListeners() {}

    /** Sets how to read the listeners. The writer's class does so before there is a writer. */
    public static void readBy(Function<Object, List<?>> listenersOfWriter) {
        reader = listenersOfWriter;
    }

    /** Returns the listeners of a writer that are state file listeners. */
    public static List<StateFileListener> of(Object writer) {
        return Objects.requireNonNull(reader).apply(writer).stream()
                .filter(StateFileListener.class::isInstance)
                .map(StateFileListener.class::cast)
                .toList();
    }
}
