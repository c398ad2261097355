package io.github.atomicwrite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {
    private final List<String> closed = new ArrayList<>();

    private IoAction closing(String name) {
        return () -> closed.add(name);
    }

    private IoAction failing(String name) {
        return () -> {
            closed.add(name);
            throw new IOException(name);
        };
    }

    @Test
    @DisplayName(
            "W4 All actions run in order, whichever fails; the first failure is thrown, with the others suppressed")
    void runsAll() {
        assertThatThrownBy(() ->
                        Failures.runAll(List.of(closing("one"), failing("two"), closing("three"), failing("four"))))
                .hasMessage("two")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .singleElement()
                        .satisfies(later -> assertThat(later).hasMessage("four")));
        assertThat(closed).containsExactly("one", "two", "three", "four");
    }

    @Test
    @DisplayName("W4 Where nothing fails, nothing is thrown")
    void isSilentWithoutAFailure() {
        assertThatCode(() -> Failures.runAll(List.of(closing("one")))).doesNotThrowAnyException();
        assertThatCode(() -> Failures.rethrow(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class, StackOverflowError.class})
    @DisplayName("W4 A failure is thrown as it is")
    void throwsAsItIs(Class<? extends Throwable> kind) throws ReflectiveOperationException {
        Throwable failure = kind.getConstructor(String.class).newInstance("on purpose");
        assertThatThrownBy(() -> Failures.rethrow(failure)).isSameAs(failure);
    }

    @Test
    @DisplayName("W4 An undeclared checked exception becomes the cause of an IOException")
    void wrapsWhatIsNotDeclared() {
        Exception undeclared = new InterruptedException("on purpose");
        assertThatThrownBy(() -> Failures.rethrow(undeclared))
                .isInstanceOf(IOException.class)
                .hasCause(undeclared);
    }

    @Test
    @DisplayName("W4 A failure is never suppressed within itself")
    void doesNotSuppressItself() {
        Exception one = new IOException("one");
        Failures.suppress(one, one);
        assertThat(one).hasNoSuppressedExceptions();
    }
}
