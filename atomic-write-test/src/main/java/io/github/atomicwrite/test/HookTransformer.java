package io.github.atomicwrite.test;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@link HookAdvice} into the methods of {@link HookedMethods}.
 *
 * <p>It stays for the life of the JVM: if another agent changes the same classes later, the JVM calls every transformer
 * again.
 */
final class HookTransformer implements ClassFileTransformer {
    private @Nullable Throwable failure;

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            String className,
            @Nullable Class<?> changed,
            ProtectionDomain domain,
            byte[] code) {
        if (loader != null
                || changed == null
                || HookedMethods.of(changed.getName()).isEmpty()) {
            return null;
        }
        String[] methods = HookedMethods.of(changed.getName()).toArray(String[]::new);
        try (DynamicType.Unloaded<?> made = new ByteBuddy()
                .decorate(changed, ClassFileLocator.Simple.of(changed.getName(), code))
                .visit(Advice.to(HookAdvice.class)
                        .on(ElementMatchers.not(ElementMatchers.isNative()).and(ElementMatchers.namedOneOf(methods))))
                .make()) {
            return made.getBytes();
        } catch (Exception | LinkageError failed) {
            failure = failed; // the JVM would drop it
            return null;
        }
    }

    /** Returns what went wrong, or null. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
