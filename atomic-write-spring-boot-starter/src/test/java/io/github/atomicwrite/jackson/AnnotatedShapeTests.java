package io.github.atomicwrite.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.jackson.EitherJackson.Settings;
import io.github.atomicwrite.state.CorruptStateException;
import io.github.atomicwrite.state.CorruptionHandler;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** S8: what a type's annotations allow is read, and damage counts before shape. */
class AnnotatedShapeTests {
    private static final AtomicFileWriter WITHOUT_FORCE =
            AtomicFileWriter.create().withDurability(Durability.NONE);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void mayLackWhatIsOptional(EitherJackson jackson) throws IOException {
        assertThat(read(jackson, Shapes.Maybe.class, "{}"))
                .isEqualTo(new Shapes.Maybe(Optional.empty(), OptionalInt.empty(), Optional.empty()));
        assertThat(read(jackson, Shapes.TypeUse.class, "{}")).isEqualTo(new Shapes.TypeUse(null, null));
        assertThat(read(jackson, Shapes.TypeUse.class, "{'name':null}")).isEqualTo(new Shapes.TypeUse(null, null));
        assertThat(read(jackson, Shapes.JakartaNullable.class, "{}")).isEqualTo(new Shapes.JakartaNullable(null));
        assertThat(read(jackson, Shapes.SpringNullable.class, "{}")).isEqualTo(new Shapes.SpringNullable(null));
        assertThat(read(jackson, Shapes.ExplicitConstructor.class, "{}"))
                .isEqualTo(new Shapes.ExplicitConstructor(null));
        assertThat(read(jackson, Shapes.Point.class, "{'x':1}")).isEqualTo(new Shapes.Point(1, null));
    }

    @ParameterizedTest
    @EnumSource
    void mayHoldWhatTheTypesAnnotationsAllow(EitherJackson jackson) throws IOException {
        assertThat(read(jackson, Shapes.Tolerant.class, "{'name':'a','other':1}"))
                .isEqualTo(new Shapes.Tolerant("a"));
        assertThat(read(jackson, Shapes.Aliased.class, "{'old':'a'}")).isEqualTo(new Shapes.Aliased("a"));
        assertThat(read(jackson, Shapes.NullsAsEmpty.class, "{'names':null}"))
                .isEqualTo(new Shapes.NullsAsEmpty(List.of()));
        assertThat(read(jackson, Shapes.Ignored.class, "{'name':'a'}")).isEqualTo(new Shapes.Ignored("a", null));
        assertThat(read(jackson, Shapes.ClassIgnored.class, "{'name':'a','secret':'b'}"))
                .isEqualTo(new Shapes.ClassIgnored("a", null));
        assertThat(read(jackson, Shapes.Derived.class, "{'a':1,'double':2,'positive':true}"))
                .isEqualTo(new Shapes.Derived(1));
        StateFile<Object> readOnly = file(jackson, Settings.DEFAULT, Shapes.ReadOnly.class);
        readOnly.write(new Shapes.ReadOnly("a", "b"));
        assertThat(readOnly.path()).content().contains("shown");
        assertThat(readOnly.read()).isPresent();
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                        "",
                        " ",
                        "null",
                        "{'name':1",
                        "{'name':1,'count':'x'",
                        "{'other':1,'name':'a','cou",
                        "{'name':1,'name':2}",
                        "{'other':{'a':1,'a':2}}",
                        "{'name':1,'count':'x'} 1",
                        "{'name':1,'count':'x'}]",
                        "[1,2]{}",
                        "7 7",
                        "{'name':1,}",
                        "{'count':01}",
                        "not JSON")
                .flatMap(text -> Arrays.stream(EitherJackson.values())
                        .flatMap(jackson -> Stream.of(Settings.DEFAULT, Settings.LENIENT)
                                .map(settings -> arguments(jackson, settings, text.replace('\'', '"')))));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void isDamagedAlsoIfItIsOfAnotherShape(EitherJackson jackson, Settings settings, String text) throws IOException {
        StateFile<Object> file = file(jackson, settings, Shapes.Entry.class);
        Path path = Files.writeString(file.path(), text);

        assertThatThrownBy(file::read).isInstanceOf(CorruptStateException.class);
        assertThat(path).hasContent(text);
        assertThat(file.withCorruptionHandler(CorruptionHandler.quarantine()).read())
                .isEmpty();
        assertThat(path).doesNotExist();
    }

    private @Nullable Object read(EitherJackson jackson, Type type, String text) throws IOException {
        StateFile<Object> file = file(jackson, Settings.DEFAULT, type);
        Files.writeString(file.path(), text.replace('\'', '"'));
        return file.read().orElse(null);
    }

    private StateFile<Object> file(EitherJackson jackson, Settings settings, Type type) {
        return StateFile.of(directory.resolve("state.json"), jackson.format(settings, type), WITHOUT_FORCE);
    }
}
