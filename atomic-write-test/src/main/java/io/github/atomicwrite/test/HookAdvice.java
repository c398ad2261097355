package io.github.atomicwrite.test;

import io.github.atomicwrite.test.bootstrap.Hook;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * The code that Byte Buddy copies into the JDK's methods. It never runs here, so it may use nothing but {@link Hook}.
 */
final class HookAdvice {
    private HookAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
            @Advice.Origin("#t.#m") String method,
            @Advice.This(optional = true) @Nullable Object self,
            @Advice.AllArguments Object[] arguments) {
        return Hook.observer == null ? null : Hook.enter(method, self, arguments);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
            @Advice.Enter @Nullable Object entered,
            @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object result,
            @Advice.Thrown @Nullable Throwable thrown) {
        if (entered != null) {
            Hook.exit(entered, result, thrown);
        }
    }
}
