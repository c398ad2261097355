package io.github.atomicwrite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlatformThreadsTest {
    private static final int MAX_HELPERS = 256;
    private static final int CALLERS = MAX_HELPERS + 44;

    @Test
    @DisplayName("W21 Helpers that all need a helper at once don't wait for each other")
    void finishesWhereEveryHelperNeedsAHelper() throws Exception {
        CountDownLatch busy = new CountDownLatch(MAX_HELPERS);
        CountDownLatch done = new CountDownLatch(CALLERS);
        for (int i = 0; i < CALLERS; i++) {
            start(() -> {
                PlatformThreads.runInHelper(() -> {
                    busy.countDown();
                    await(busy);
                    PlatformThreads.runInHelper(() -> {});
                });
                done.countDown();
            });
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).as("all have ended").isTrue();
    }

    @Test
    @DisplayName("W21 A caller that makes one operation after another needs few helpers")
    void reusesAnIdleHelper() throws IOException {
        Set<Thread> helpers = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < CALLERS; i++) {
            PlatformThreads.runInHelper(() -> helpers.add(Thread.currentThread()));
        }
        assertThat(helpers).hasSizeLessThan(CALLERS / 10);
    }

    @Test
    @DisplayName("W21 Many callers at once share a bounded number of helpers, and each is served")
    void servesMoreCallersThanHelpers() throws Exception {
        Set<Thread> helpers = ConcurrentHashMap.newKeySet();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2 * CALLERS);
        for (int i = 0; i < 2 * CALLERS; i++) {
            start(() -> {
                PlatformThreads.runInHelper(() -> {
                    helpers.add(Thread.currentThread());
                    await(release);
                });
                done.countDown();
            });
        }
        release.countDown();
        assertThat(done.await(30, TimeUnit.SECONDS)).as("all have ended").isTrue();
        assertThat(helpers).hasSizeLessThanOrEqualTo(MAX_HELPERS);
    }

    @Test
    @DisplayName("W5 What an operation throws arrives as it is, even if its stack trace can't be changed")
    void throwsWhatTheOperationThrows() {
        IOException failure = new IOException("on purpose") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setStackTrace(StackTraceElement[] both) {
                throw new OutOfMemoryError("no memory for a longer trace");
            }
        };
        assertThatThrownBy(() -> PlatformThreads.runInHelper(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    @DisplayName("W5 The stack trace of what an operation throws shows the operation, and who has asked for it")
    void showsWhoHasAskedForTheOperation() {
        assertThatThrownBy(() -> PlatformThreads.runInHelper(PlatformThreadsTest::fail))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .doesNotContainNull()
                        .extracting(StackTraceElement::getMethodName)
                        .startsWith("fail")
                        .containsSubsequence("fail", "runInHelper", "showsWhoHasAskedForTheOperation"));
    }

    private static void fail() throws IOException {
        throw new IOException("on purpose");
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** A failure leaves the caller's latch as it is, so that the test fails. */
    private static void start(IoAction action) {
        Thread caller = new Thread(() -> {
            try {
                action.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        caller.setDaemon(true);
        caller.start();
    }
}
