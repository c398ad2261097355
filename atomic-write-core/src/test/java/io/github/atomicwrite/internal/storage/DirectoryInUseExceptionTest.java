package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DirectoryInUseExceptionTest {
    private static final Path DIRECTORY = Path.of("directory");

    @Test
    @DisplayName("S11 The holder is named if it is known")
    void namesTheHolder() {
        DirectoryInUseException inUse = new DirectoryInUseException(DIRECTORY, OptionalLong.of(4711));
        assertThat(inUse).hasMessage("directory: is in use by process 4711");
        assertThat(inUse.holder()).hasValue(4711);
    }

    @Test
    @DisplayName("S11 A holder that is not known is another process, without an ID")
    void namesNoHolderThatIsNotKnown() {
        DirectoryInUseException inUse = new DirectoryInUseException(DIRECTORY, OptionalLong.empty());
        assertThat(inUse).hasMessage("directory: is in use by another process");
        assertThat(inUse.holder()).isEmpty();
    }
}
