package io.github.atomicwrite.test;

import io.github.atomicwrite.test.bootstrap.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/** Changes the JDK's methods, once in the life of the JVM. Until an observer is set they do what they always did. */
final class JdkHooks {
    private static @Nullable JdkHooks installed;

    private final Field observer;

    private JdkHooks(Field observer) {
        this.observer = observer;
    }

    /**
     * Returns the hooks of this JVM.
     *
     * @throws UnsupportedOperationException if this JVM doesn't allow them
     */
    static synchronized JdkHooks install() {
        JdkHooks hooks = installed;
        if (hooks == null) {
            hooks = new JdkHooks(change());
            installed = hooks;
        }
        return hooks;
    }

    void observe(@Nullable Function<Object[], @Nullable BiConsumer<@Nullable Object, @Nullable Throwable>> calls) {
        try {
            observer.set(null, calls);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError("a public field", impossible);
        }
    }

    private static Field change() {
        List<Class<?>> classes = HookedMethods.classes();
        Instrumentation instrumentation = attach();
        try {
            Field field = inject(instrumentation);
            open(instrumentation);
            transform(instrumentation, classes);
            return field;
        } catch (IOException failed) {
            throw new UncheckedIOException("The hooks can't be loaded", failed);
        }
    }

    private static Instrumentation attach() {
        try {
            return ByteBuddyAgent.install();
        } catch (IllegalStateException refused) {
            throw new UnsupportedOperationException(
                    "This JVM lets no agent in; start it with -XX:+EnableDynamicAgentLoading", refused);
        }
    }

    /** Gives the bootstrap class loader its own copy of the hook, because the JDK sees only that one. */
    private static Field inject(Instrumentation instrumentation) throws IOException {
        String name = Hook.class.getName();
        String resource = name.replace('.', '/') + ".class";
        try (RunDirectory temporary = RunDirectory.createIn(TemporaryFiles.forTheAction());
                InputStream code = HookAdvice.class.getResourceAsStream("/" + resource)) {
            if (code == null) {
                throw new IOException("The class file of " + name + " is missing");
            }
            Path jar = temporary.file("hook.jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                out.putNextEntry(new JarEntry(resource));
                code.transferTo(out);
            }
            try (JarFile file = new JarFile(jar.toFile())) {
                instrumentation.appendToBootstrapClassLoaderSearch(file);
            }
            return Class.forName(name, true, null).getField("observer");
        } catch (ReflectiveOperationException impossible) {
            throw new IOException(name + " was not found by the bootstrap class loader", impossible);
        }
    }

    /** The number of a descriptor is private. */
    private static void open(Instrumentation instrumentation) {
        Set<Module> here = Set.of(JdkHooks.class.getModule());
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.io", here, "sun.nio.ch", here),
                Set.of(),
                Map.of());
    }

    private static void transform(Instrumentation instrumentation, List<Class<?>> classes) throws IOException {
        HookTransformer transformer = new HookTransformer();
        instrumentation.addTransformer(transformer, true);
        try {
            instrumentation.retransformClasses(classes.toArray(Class<?>[]::new));
        } catch (UnmodifiableClassException | LinkageError refused) {
            throw new IOException("The JDK's methods can't be changed", refused);
        }
        if (transformer.failure() != null) {
            throw new IOException("The JDK's methods can't be changed", transformer.failure());
        }
    }
}
