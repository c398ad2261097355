package io.github.atomicwrite.test.bootstrap;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Called by the changed methods of the JDK, at their beginning and at their end.
 *
 * <p>The bootstrap class loader has its own copy of this class. The test kit sets {@link #observer} there by
 * reflection, so that no type of the test kit has to be known to the JDK.
 */
public final class Hook {

    /**
     * Receives an array of the method's name, the object and an array of the arguments. It returns what receives the
     * result and the exception, or null if the call is of no interest.
     */
    public static volatile @Nullable Function<Object[], @Nullable BiConsumer<@Nullable Object, @Nullable Throwable>>
            observer;

    private Hook() {}

    /**
     * Announces a call.
     *
     * @param method the name of the class and the method
     * @param self the object, or null for a static method
     * @param arguments the arguments
     * @return what {@link #exit} needs, or null if the end of the call is of no interest
     */
    public static @Nullable Object enter(String method, @Nullable Object self, Object[] arguments) {
        Function<Object[], @Nullable BiConsumer<@Nullable Object, @Nullable Throwable>> current = observer;
        return current == null ? null : current.apply(new Object[] {method, self, arguments});
    }

    /**
     * Announces the end of a call.
     *
     * @param entered what {@link #enter} has returned
     * @param result what the method returns, or null
     * @param thrown what the method throws, or null
     */
    @SuppressWarnings("unchecked")
    public static void exit(Object entered, @Nullable Object result, @Nullable Throwable thrown) {
        ((BiConsumer<@Nullable Object, @Nullable Throwable>) entered).accept(result, thrown);
    }
}
