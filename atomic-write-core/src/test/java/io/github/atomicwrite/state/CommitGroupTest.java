package io.github.atomicwrite.state;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
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

        group.commit(update::store, false);

        assertThatThrownBy(group::await).isInstanceOf(IOException.class).hasCause(undeclared);
    }

    private record FailingUpdate(Exception failure) implements SharedUpdate<String> {
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
        public void store(byte[] bytes) {
            throwUndeclared(failure);
        }

        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <E extends Exception> void throwUndeclared(Exception failure) throws E {
            throw (E) failure;
        }
    }
}
