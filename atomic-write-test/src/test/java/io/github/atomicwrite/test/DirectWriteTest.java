package io.github.atomicwrite.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DirectWriteTest {

    @Test
    void everySignatureIsOneOfTheLibraryThatItNames() throws ClassNotFoundException {
        assertThat(DirectWrite.all()).hasSizeGreaterThan(80);
        for (DirectWrite write : DirectWrite.all()) {
            Class<?> owner = Class.forName(write.owner());
            Stream<Executable> members = write.name().equals("<init>")
                    ? Arrays.stream(owner.getConstructors())
                    : Stream.concat(Arrays.stream(owner.getMethods()), Arrays.stream(owner.getDeclaredMethods()));
            List<String> signatures = members.filter(member ->
                            write.name().equals("<init>") || member.getName().equals(write.name()))
                    .map(member -> Arrays.stream(member.getParameterTypes())
                            .map(Class::getName)
                            .toList()
                            .toString())
                    .toList();
            assertThat(signatures)
                    .as(write.toString())
                    .contains(write.parameters().toString());
        }
    }

    @Test
    void everySignatureSaysWhatToCallInstead() {
        assertThat(DirectWrite.all())
                .extracting(DirectWrite::instead)
                .allMatch(instead -> instead.startsWith("call AtomicFileWriter.write")
                        || instead.startsWith("call StateFile.write(state)"));
    }
}
