package io.github.atomicwrite.state;

import static io.github.atomicwrite.Directories.assertHoldsOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that update other state files. */
class CrossedUpdatesTest {
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(4);

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} files in a circle")
    @ValueSource(ints = {2, 3})
    @DisplayName("S2 Changes that update each other's files end: at least one is refused, and none waits for ever")
    void detectsUpdatesThatWaitForEachOther(int files) throws Exception {
        List<StateFile<List<String>>> states = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            states.add(state("state" + i));
        }
        CyclicBarrier allChange = new CyclicBarrier(files);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            StateFile<List<String>> own = states.get(i);
            StateFile<List<String>> next = states.get((i + 1) % files);
            Thread thread = new Thread(() -> {
                try {
                    own.update(ArrayList::new, lines -> {
                        await(allChange);
                        return add(next, lines);
                    });
                } catch (Throwable failure) {
                    failures.add(failure);
                }
            });
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(PATIENCE_MILLIS);
            assertThat(thread.isAlive()).as("an update waits for ever").isFalse();
        }
        assertThat(failures)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure).isInstanceOf(IllegalStateException.class));
    }

    @Test
    @DisplayName("S2 An update that shares the commit of another one can't update a file whose change waits for both")
    void refusesAnUpdateThatItsLeaderWaitsFor() throws Exception {
        StateFile<List<String>> outer = state("outer");
        StateFile<List<String>> shared = state("shared");
        StateFile<List<String>> other = state("other");
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        Thread joining = daemon(() ->
                refusal.complete(catchThrowable(() -> shared.update(ArrayList::new, lines -> add(outer, lines)))));
        Thread leading = daemon(() -> change(
                outer,
                () -> change(shared, () -> {
                    joining.start();
                    awaitWaiting(joining);
                    change(other, () -> {});
                })));
        leading.start();

        assertThat(refusal.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isInstanceOf(IllegalStateException.class);
        leading.join(PATIENCE_MILLIS);
        assertThat(leading.isAlive()).as("the leader waits for ever").isFalse();
        assertThat(shared.read()).contains(List.of("changed"));
        assertThat(outer.read()).contains(List.of("changed"));
    }

    private static Thread daemon(Runnable action) {
        Thread thread = new Thread(action);
        thread.setDaemon(true);
        return thread;
    }

    private static void change(StateFile<List<String>> state, Runnable meanwhile) {
        try {
            state.update(ArrayList::new, lines -> {
                meanwhile.run();
                return List.of("changed");
            });
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("S2 A change may update another file, which no change updates in turn")
    void letsAChangeUpdateAnotherFile() throws IOException {
        StateFile<List<String>> one = state("one");
        StateFile<List<String>> two = state("two");
        one.update(ArrayList::new, lines -> add(two, lines));
        assertThat(one.read()).contains(List.of("changed"));
        assertThat(two.read()).contains(List.of("changed"));
        assertHoldsOnly(directory, "one", "two");
    }

    private StateFile<List<String>> state(String name) {
        return StateFile.of(directory.resolve(name), new LinesFormat(), AtomicFileWriter.create());
    }

    private static List<String> add(StateFile<List<String>> other, List<String> lines) {
        try {
            other.update(ArrayList::new, before -> List.of("changed"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        List<String> more = new ArrayList<>(lines);
        more.add("changed");
        return more;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
