package io.github.atomicwrite.test;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Receives each call of a hooked method, in any thread, and records those that concern the directory.
 *
 * <p>A lock is held from the beginning of such a call to its end, so that the steps of parallel threads are recorded in
 * the order in which they happen. Calls that a thread makes while it holds the lock belong to a call that is being
 * recorded, or to the recording.
 */
final class FileCalls implements Function<Object[], @Nullable BiConsumer<@Nullable Object, @Nullable Throwable>> {
    private final ReentrantLock lock = new ReentrantLock();

    /** Set while a thread finds out whether a call is of interest: what it loads for that opens files, too. */
    private final ThreadLocal<Boolean> finding = ThreadLocal.withInitial(() -> false);

    private final DataCalls data;
    private final NameCalls names;
    private @Nullable Throwable failure;

    FileCalls(DataCalls data, NameCalls names) {
        this.data = data;
        this.names = names;
    }

    /** A call that concerns the directory. Everything in it happens under the lock. */
    @FunctionalInterface
    interface Call {
        /** Looks at what is there before the call. */
        End begin() throws Exception;
    }

    /** What is to be done at its end. */
    @FunctionalInterface
    interface End {
        void end(@Nullable Object result, @Nullable Throwable thrown) throws Exception;
    }

    @Override
    public @Nullable BiConsumer<@Nullable Object, @Nullable Throwable> apply(Object[] call) {
        if (lock.isHeldByCurrentThread() || finding.get()) {
            return null;
        }
        try {
            Call concerned = find((String) call[0], call[1], (Object[]) call[2]);
            return concerned == null ? null : begin(concerned);
        } catch (Exception | Error failed) {
            // It must not reach the code under test. The end of the recording reports it.
            fail(failed);
            return null;
        }
    }

    private @Nullable Call find(String method, @Nullable Object self, Object[] arguments) throws IOException {
        finding.set(true);
        try {
            Call concerned = data.find(method, self, arguments);
            return concerned != null ? concerned : names.find(method, self, arguments);
        } finally {
            finding.set(false);
        }
    }

    private BiConsumer<@Nullable Object, @Nullable Throwable> begin(Call call) throws Exception {
        acquire();
        try {
            End end = call.begin();
            return (result, thrown) -> {
                try {
                    end.end(result, thrown);
                } catch (Exception | Error failed) {
                    fail(failed);
                } finally {
                    lock.unlock();
                }
            };
        } catch (Exception | Error failed) {
            lock.unlock();
            throw failed;
        }
    }

    /**
     * A virtual thread must not give up its carrier in the middle of a file operation: the JDK counts on that. So it
     * spins. The owner of the lock runs, or waits for the disk.
     */
    private void acquire() {
        if (Thread.currentThread().getClass().getName().contains("Virtual")) {
            while (!lock.tryLock()) {
                Thread.onSpinWait();
            }
        } else {
            lock.lock();
        }
    }

    private synchronized void fail(Throwable thrown) {
        if (failure == null) {
            failure = thrown; // the others follow from it
        }
    }

    /**
     * Ends the recording; no call is under way meanwhile.
     *
     * @throws UnsupportedOperationException if a call could not be followed
     */
    Recording end(Recorder recorder) {
        acquire();
        try {
            if (failure != null) {
                throw new UnsupportedOperationException("A call could not be recorded: " + failure, failure);
            }
            return recorder.end();
        } catch (IOException unreadable) {
            throw new UnsupportedOperationException(
                    "The directory can't be compared with the recording: " + unreadable, unreadable);
        } finally {
            lock.unlock();
        }
    }
}
