package io.github.atomicwrite.state;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommitGroupTest {
    @Test
    @DisplayName("S3 a checked exception that no signature allows fails the update, too")
    void failsEvenIfTheCommitThrowsWhatItMayNot() throws IOException {
        Exception undeclared = new Exception("from native code");
        SharedUpdate<String> update = new FailingUpdate(undeclared);
        CommitGroup group = new CommitGroup(update);
        group.join(update);

        group.end(() -> update.store(group.changed()));

        assertThatThrownBy(group::await).isInstanceOf(IOException.class).hasCause(undeclared);
    }

    private record FailingUpdate(Exception failure) implements SharedUpdate<String> {
        @Override
        public void commits(int updates) {
            throw new AssertionError("nothing is committed");
        }

        @Override
        public Object commitsWith() {
            return this;
        }

        @Override
        public byte @Nullable [] load() {
            return null;
        }

        @Override
        public Changed<String> apply(byte @Nullable [] before) {
            return new Changed<>("state", new byte[1]);
        }

        @Override
        public Optional<Object> store(byte[] bytes) {
            throwUndeclared(failure);
            return Optional.empty();
        }

        @Override
        public Optional<Object> confirm(Optional<Object> known) {
            return known;
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <E extends Exception> void throwUndeclared(Exception failure) throws E {
            throw (E) failure;
        }
    }
}
