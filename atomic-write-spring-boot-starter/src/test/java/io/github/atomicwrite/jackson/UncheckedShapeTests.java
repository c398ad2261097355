package io.github.atomicwrite.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.jackson.EitherJackson.Settings;
import io.github.atomicwrite.state.IncompatibleStateException;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S8, where a type doesn't say all that a file must have, or writes more than it reads. */
class UncheckedShapeTests {
    private static final AtomicFileWriter WITHOUT_FORCE =
            AtomicFileWriter.create().withDurability(Durability.NONE);

    @TempDir
    Path directory;

    /** A bean, as many applications have them. */
    public static class Bean {
        private @Nullable String name;
        private int count;

        public @Nullable String getName() {
            return name;
        }

        public void setName(@Nullable String name) {
            this.name = name;
        }

        public int getCount() {
            return count;
        }

        public void setCount(int count) {
            this.count = count;
        }

        public String getSummary() {
            return name + " " + count;
        }

        @JsonIgnore
        public String getHidden() {
            return "hidden";
        }
    }

    /** State that a getter returns and nothing sets. */
    public static class Unreadable {
        private final List<String> names = new ArrayList<>();
        private int count;

        public List<String> getNames() {
            return names;
        }

        public int getCount() {
            return count;
        }

        public void setCount(int count) {
            this.count = count;
        }
    }

    public static class OnlyGetters {
        private final List<String> names = new ArrayList<>();

        public int getSize() {
            return names.size();
        }
    }

    record Failing(int count) {
        Failing {
            if (count < 0) {
                throw new AssertionError("a bug of the application");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesNoErrorOfTheApplicationForDamage(EitherJackson jackson) throws IOException {
        StateFile<Object> file = file(jackson, Failing.class);
        Files.writeString(file.path(), "{\"count\":-1}");
        assertThatThrownBy(file::read)
                .isInstanceOf(IncompatibleStateException.class)
                .hasStackTraceContaining("a bug of the application");
    }

    @ParameterizedTest
    @EnumSource
    void takesNoLimitOfTheMapperForDamage(EitherJackson jackson) throws IOException {
        StateFile<Object> file = file(jackson, Object.class);
        for (String text : List.of("[".repeat(2000) + "]".repeat(2000), "1".repeat(2000))) {
            Files.writeString(file.path(), text);
            assertThatThrownBy(file::read)
                    .isInstanceOf(IncompatibleStateException.class)
                    .hasMessageContaining("exceeds the maximum");
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsABeanWithoutWhatTheFileDoesNotHave(EitherJackson jackson) throws IOException {
        StateFile<Object> file = file(jackson, Bean.class);
        Files.writeString(file.path(), "{\"count\":3}");
        Bean read = (Bean) file.read().orElseThrow();
        assertThat(read.getName()).isNull();
        assertThat(read.getCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatABeanHasWritten(EitherJackson jackson) throws IOException {
        StateFile<Object> file = file(jackson, Bean.class);
        Bean settings = new Bean();
        settings.setName("a");
        file.write(settings);
        assertThat(file.path()).content().contains("\"summary\":\"a 0\"").doesNotContain("hidden");
        assertThat(file.read()).get().extracting("name", "count").containsExactly("a", 0);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatABeanDoesNotHave(EitherJackson jackson) throws IOException {
        StateFile<Object> file = file(jackson, Bean.class);
        for (String text : List.of(
                "{\"count\":3,\"other\":1}",
                "{\"count\":\"3\"}",
                "{\"count\":null}",
                "{\"count\":1.5}",
                "[]",
                "\"\"")) {
            Files.writeString(file.path(), text);
            assertThatThrownBy(file::read).as(text).isInstanceOf(IncompatibleStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverLosesStateThatATypeWritesButCannotRead(EitherJackson jackson) throws IOException {
        StateFile<Object> file = file(jackson, Unreadable.class);
        Unreadable state = new Unreadable();
        state.getNames().add("a");
        file.write(state);
        if (jackson == EitherJackson.TWO) { // sets final fields, and adds to what a getter returns
            assertThat(file.read()).get().extracting("names").isEqualTo(List.of("a"));
        } else {
            assertThatThrownBy(file::read)
                    .isInstanceOf(IncompatibleStateException.class)
                    .hasMessageContaining("property: names: Unrecognized");
        }

        StateFile<Object> getters = file(jackson, OnlyGetters.class);
        getters.write(new OnlyGetters());
        assertThatThrownBy(getters::read).isInstanceOf(IncompatibleStateException.class);

        StateFile<Object> bits = file(jackson, BitSet.class);
        bits.write(BitSet.valueOf(new long[] {5}));
        assertThatThrownBy(bits::read).isInstanceOf(IncompatibleStateException.class);
    }

    private StateFile<Object> file(EitherJackson jackson, Type type) {
        return StateFile.of(directory.resolve("state.json"), jackson.format(Settings.DEFAULT, type), WITHOUT_FORCE);
    }
}
