package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HeldFilesTest {
    private final HeldFiles held = new HeldFiles();
    private final AtomicInteger closed = new AtomicInteger();

    private Closeable file() {
        return closed::incrementAndGet;
    }

    @Test
    @DisplayName("Batch W16 Files are held until they are released, and then no more")
    void closesEachFileOnce() throws IOException {
        held.add(file());
        held.add(file());
        assertThat(closed).hasValue(0);
        held.release();
        assertThat(closed).hasValue(2);
        held.release();
        assertThat(closed).hasValue(2);
    }

    @Test
    @DisplayName("Batch W16 A file that fails to close keeps no other one open, and is reported once")
    void closesTheOthersIfOneFails() throws IOException {
        IOException failure = new IOException("Input/output error");
        held.add(() -> {
            throw failure;
        });
        held.add(file());
        assertThatThrownBy(held::release).isSameAs(failure);
        assertThat(closed).hasValue(1);
        held.release();
        assertThat(closed).hasValue(1);
    }
}
