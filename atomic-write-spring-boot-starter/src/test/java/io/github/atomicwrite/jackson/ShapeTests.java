package io.github.atomicwrite.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.jackson.EitherJackson.Settings;
import io.github.atomicwrite.state.CorruptionHandler;
import io.github.atomicwrite.state.IncompatibleStateException;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ParameterizedTypeReference;

/** S8: a whole file of another shape is neither damage nor a default, whatever the mapper's settings. */
class ShapeTests {
    private static final Type ENTRIES = new ParameterizedTypeReference<List<Shapes.Entry>>() {}.getType();
    private static final Type MAP = new ParameterizedTypeReference<Map<String, Integer>>() {}.getType();

    private static final AtomicFileWriter WITHOUT_FORCE =
            AtomicFileWriter.create().withDurability(Durability.NONE);

    @TempDir
    Path directory;

    /** Type, file, and where and what the message says. */
    static Stream<Arguments> otherShapes() {
        return Stream.of(
                // What another program or version has left
                arguments(Shapes.Cache.class, "{}", "line: 1, column: 2, property: seenAt: Missing"),
                arguments(
                        Shapes.Cache.class, "{'error':'not found'}", "line: 1, column: 21, property: seenAt: Missing"),
                arguments(
                        Shapes.Cache.class,
                        "{'seen_at':{},'last_run':'2026-01-01T00:00:00Z'}",
                        "property: seenAt: Missing"),
                arguments(Shapes.Cache.class, "{'seenAt':{}\n}", "line: 2, column: 1, property: lastRun: Missing"),
                arguments(
                        Shapes.Cache.class,
                        "{'seenAt':{},'lastRun':'2026-01-01T00:00:00Z','more':1}",
                        "line: 1, column: 47, property: more: Unrecognized"),
                arguments(Shapes.Cache.class, "[]", "line: 1, column: 1: "),
                arguments(Shapes.Cache.class, "'text'", "line: 1, column: 1: "),
                arguments(Shapes.Cache.class, "''", "line: 1, column: 1: "),
                arguments(Shapes.Cache.class, "7", "line: 1, column: 1: "),
                arguments(Shapes.Cache.class, "{'seenAt':null,'lastRun':null}", "column: 2, property: seenAt: "),
                arguments(Shapes.Cache.class, "{'seenAt':{'a':'x'},'lastRun':null}", "12, property: seenAt.a: "),
                arguments(Shapes.Cache.class, "{'seenAt':{},'lastRun':''}", "property: lastRun: "),
                arguments(
                        Shapes.Cache.class,
                        "{'seenat':{},'lastrun':'2026-01-01T00:00:00Z'}",
                        "property: seenAt: Missing"),
                // Nested
                arguments(
                        ENTRIES,
                        "[{'name':'a','count':1},\n {'name':'b'}]",
                        "line: 2, column: 13, property: [1].count"),
                arguments(ENTRIES, "{'name':'a','count':1}", "line: 1, column: 1: "),
                arguments(
                        Shapes.Nested.class,
                        "{'entries':[],'byName':{'x':{'name':'x','count':1,'more':2}},'array':[]}",
                        "column: 51, property: byName.x.more: "),
                arguments(
                        Shapes.Nested.class,
                        "{'entries':[],'byName':{},'array':[{'name':null,'count':1}]}",
                        "column: 37, property: array[0].name: "),
                arguments(MAP, "{'a':'1'}", "line: 1, column: 2, property: a: "),
                arguments(MAP, "{'a':1.5}", "property: a: "),
                // Kinds
                arguments(Shapes.Entry.class, "{'name':1,'count':1}", "property: name: "),
                arguments(Shapes.Entry.class, "{'name':1.5,'count':1}", "property: name: "),
                arguments(Shapes.Entry.class, "{'name':true,'count':1}", "property: name: "),
                arguments(Shapes.Entry.class, "{'name':'a','count':'many'}", "property: count: "),
                arguments(Shapes.Entry.class, "{'name':'a','count':'1'}", "property: count: "),
                arguments(Shapes.Entry.class, "{'name':'a','count':''}", "property: count: "),
                arguments(Shapes.Entry.class, "{'name':'a','count':1.5}", "property: count: "),
                arguments(Shapes.Entry.class, "{'name':'a','count':3000000000}", "13, property: count: "),
                arguments(Shapes.Entry.class, "{'name':'a','count':null}", "property: count: "),
                arguments(Shapes.Entry.class, "{'name':'a','count':true}", "property: count: "),
                arguments(Shapes.Entry.class, "{'name':'a','count':[1]}", "property: count: "),
                arguments(Shapes.Entry.class, "{'name':['a'],'count':1}", "property: name: "),
                arguments(int.class, "3000000000", "line: 1, column: 1: "),
                arguments(int.class, "'1'", "line: 1, column: 1: "),
                arguments(int.class, "1.5", "line: 1, column: 1: "),
                arguments(int[].class, "[1,'2']", "column: 4, property: [1]: "),
                arguments(int[].class, "[1,null]", "property: [1]: "),
                arguments(Shapes.Flag.class, "{'on':1,'boxed':true}", "property: on: "),
                arguments(Shapes.Flag.class, "{'on':'true','boxed':true}", "property: on: "),
                arguments(Shapes.Flag.class, "{'on':true,'boxed':0}", "property: boxed: "),
                arguments(Shapes.Flag.class, "{'on':true,'boxed':null}", "property: boxed: "),
                arguments(Shapes.Bits.class, "{'b':200,'s':1,'bytes':'','chars':'','ints':[]}", "property: b: "),
                arguments(Shapes.Bits.class, "{'b':1,'s':40000,'bytes':'','chars':'','ints':[]}", "property: s: "),
                numbers("'l':9223372036854775808", "property: l: "),
                numbers("'big':1.5", "property: big: "),
                numbers("'boxed':'1'", "property: boxed: "),
                numbers("'boxed':''", "property: boxed: "),
                numbers("'boxed':1.0", "property: boxed: "),
                numbers("'d':'1'", "property: d: "),
                numbers("'d':true", "property: d: "),
                numbers("'decimal':''", "property: decimal: "),
                numbers("'decimal':'1'", "property: decimal: "),
                arguments(Shapes.Maybe.class, "{'name':1}", "property: name: "),
                arguments(Shapes.Maybe.class, "{'count':'1'}", "property: count: "),
                arguments(Shapes.Maybe.class, "{'entry':{}}", "property: entry.name: "),
                // Enums
                leveled("'level':0", "property: level: "),
                leveled("'level':'MIDDLE'", "property: level: "),
                leveled("'level':''", "property: level: "),
                leveled("'levels':['LOW',1]", "property: levels[1]: "),
                leveled("'levels':['LOW','1']", "property: levels[1]: "),
                leveled("'counts':{'MIDDLE':1}", "property: counts"),
                // Constructors and their annotations
                arguments(Shapes.Checked.class, "{'count':-1}", "count is negative"),
                arguments(Shapes.Point.class, "{'label':'a'}", "property: x: "),
                arguments(Shapes.Point.class, "{'x':1,'y':2}", "property: y: "),
                arguments(Shapes.Named.class, "{'name':'a'}", "property: n: Missing"),
                arguments(Shapes.Named.class, "{}", "property: n: "),
                arguments(Shapes.Aliased.class, "{}", "property: name: "),
                arguments(Shapes.Tolerant.class, "{'other':1}", "property: name: "),
                arguments(Shapes.Derived.class, "{'a':1,'triple':3}", "property: triple: "),
                arguments(Shapes.HoldsWrapped.class, "{'value':1}", "property: value: "),
                arguments(Shapes.HoldsWrapped.class, "{'value':null}", "property: value: "),
                arguments(Shapes.HoldsWrapped.class, "{'value':{'text':'a'}}", "property: value: "),
                arguments(Shapes.Extra.class, "{'more':1}", "property: name: "),
                arguments(Shapes.NullsAsEmpty.class, "{}", "property: names: "),
                arguments(Shapes.Row.class, "['a']", "property: "),
                arguments(Shapes.AsText.class, "{'i':'x','l':'2','d':'1.5','b':'true','all':[]}", "property: i: "),
                arguments(Shapes.AsText.class, "{'i':'','l':'2','d':'1.5','b':'true','all':[]}", "property: i: "),
                arguments(Shapes.AsText.class, "{'i':'1.5','l':'2','d':'1.5','b':'true','all':[]}", "property: i: "),
                // Polymorphic types
                arguments(Shapes.Figure.class, "{'kind':'circle'}", "line: 1, column: 17, property: radius: "),
                arguments(Shapes.Figure.class, "{'kind':'circle','radius':1,'width':2}", "property: width: "),
                arguments(Shapes.Figure.class, "{'radius':1,'kind':'oval'}", "column: 1: "),
                arguments(Shapes.Figure.class, "{'radius':1}", "column: 1: "),
                arguments(Shapes.Figure.class, "{'radius':'1','kind':'circle'}", "column: 2, property: radius: "),
                arguments(
                        Shapes.Drawing.class,
                        "{'figures':[{'kind':'box','width':1}]}",
                        "36, property: figures[0].height"),
                arguments(Shapes.Drawing.class, "{'figures':[{'kind':'oval'}]}", "property: figures[0]: "),
                arguments(Shapes.Pet.class, "{'meow':'m'}", "column: 12, property: lives: "),
                arguments(Shapes.Pet.class, "{}", "column: 1: "),
                // Unwrapped
                arguments(Shapes.Outer.class, "{'id':'a','a':1}", "b: "),
                arguments(Shapes.Outer.class, "{'id':'a','a':1,'b':'2'}", "b: "),
                arguments(Shapes.Outer.class, "{'a':1,'b':2}", "property: id: "));
    }

    private static Arguments numbers(String changed, String message) {
        return arguments(
                Shapes.Numbers.class,
                changed("{'i':1,'l':1,'s':1,'boxed':1,'big':1,'d':1,'decimal':1}", changed, "\\d"),
                message);
    }

    private static Arguments leveled(String changed, String message) {
        return arguments(
                Shapes.Leveled.class,
                changed("{'level':'LOW','levels':[],'counts':{}}", changed, "('LOW'|\\[]|\\{})"),
                message);
    }

    private static String changed(String whole, String property, String value) {
        String name = property.substring(0, property.indexOf(':') + 1);
        return whole.replaceFirst(name + value, property);
    }

    static Stream<Arguments> cases() {
        return otherShapes()
                .flatMap(one -> Arrays.stream(EitherJackson.values())
                        .flatMap(jackson -> Stream.of(Settings.DEFAULT, Settings.LENIENT)
                                .map(settings -> arguments(
                                        jackson,
                                        settings,
                                        one.get()[0],
                                        ((String) one.get()[1]).replace('\'', '"'),
                                        one.get()[2]))));
    }

    @ParameterizedTest(name = "{0}, {1}: {3}")
    @MethodSource("cases")
    void isNeitherADefaultNorDamage(EitherJackson jackson, Settings settings, Type type, String text, String message)
            throws IOException {
        Path path = Files.writeString(directory.resolve("state.json"), text);
        StateFile<Object> file = StateFile.of(path, jackson.format(settings, type), WITHOUT_FORCE)
                .withCorruptionHandler(CorruptionHandler.quarantine());

        assertThatThrownBy(file::read)
                .isInstanceOf(IncompatibleStateException.class)
                .hasMessageStartingWith(path + ": the file is whole, but holds a state of another shape: line: ")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> file.update(Object::new, state -> state))
                .isInstanceOf(IncompatibleStateException.class);

        assertThat(path).hasContent(text);
        try (Stream<Path> names = Files.list(directory)) {
            assertThat(names).containsExactly(path);
        }
    }
}
