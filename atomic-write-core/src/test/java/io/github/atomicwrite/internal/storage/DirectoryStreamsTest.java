package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.internal.IoAction;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("W5 Whatever a directory stream throws, the caller sees an exception that is declared")
class DirectoryStreamsTest {
    private final IOException failure = new IOException("Input/output error");

    @Test
    void unwrapsWhatTheIterationThrows() {
        assertThatThrownBy(() -> DirectoryStreams.use(() -> {
                    throw new DirectoryIteratorException(failure);
                }))
                .isSameAs(failure);
    }

    @Test
    void throwsWhatIsDeclaredAsItIs() {
        assertThatThrownBy(() -> DirectoryStreams.use(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        RuntimeException unchecked = new IllegalStateException("a bug in a provider");
        assertThatThrownBy(() -> DirectoryStreams.use(() -> {
                    throw unchecked;
                }))
                .isSameAs(unchecked);
    }

    @Test
    void wrapsWhatIsNotDeclared() {
        Exception undeclared = new Exception("from native code");
        IoAction closing = () -> DirectoryStreamsTest.<RuntimeException>throwUndeclared(undeclared);
        assertThatThrownBy(() -> DirectoryStreams.use(closing))
                .isInstanceOf(IOException.class)
                .hasCause(undeclared);
    }

    @Test
    void runsTheActionOnce() throws IOException {
        List<String> runs = new ArrayList<>();
        DirectoryStreams.use(() -> runs.add("run"));
        assertThat(runs).hasSize(1);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> void throwUndeclared(Exception failure) throws E {
        throw (E) failure;
    }
}
