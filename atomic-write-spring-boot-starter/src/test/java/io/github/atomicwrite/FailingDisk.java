package io.github.atomicwrite;

import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.Storages;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A real disk whose operations can be made to fail. */
public final class FailingDisk {
    private volatile String failing = "nothing";
    private volatile IOException failure = new IOException("no failure");

    /** Returns a writer that writes to this disk. */
    public AtomicFileWriter writer() {
        return AtomicFileWriter.through(path -> failing(Storage.class, Storages.of(path)));
    }

    /** Makes the moves over a target fail. The target stays as it is. */
    public void failToReplace(IOException with) {
        failure = with;
        failing = "OpenDirectory.replace";
    }

    /** Makes the forces of a directory fail. They follow the move. */
    public void failToForceDirectories(IOException with) {
        failure = with;
        failing = "OpenDirectory.force";
    }

    /** Repairs the disk. */
    public void repair() {
        failing = "nothing";
    }

    private <T> T failing(Class<T> type, T real) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (failing.equals(type.getSimpleName() + "." + method.getName())) {
                throw failure;
            }
            Object result = invoke(real, method, arguments);
            return result instanceof OpenDirectory directory ? failing(OpenDirectory.class, directory) : result;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object real, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
