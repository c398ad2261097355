package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.VersionName.Entry;
import io.github.atomicwrite.VersionName.Role;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionNameTest {
    private final VersionName version = new VersionName("0123456789abcdef");

    private static Entry parse(String name) {
        return VersionName.parse(Path.of("somewhere", name));
    }

    @Test
    @DisplayName("P2 Each name of a version is recognized as what it is")
    void recognizesItsNames() {
        assertThat(parse(version.content())).isEqualTo(new Entry(version, Role.CONTENT, 0));
        assertThat(parse(version.unpublished())).isEqualTo(new Entry(version, Role.UNPUBLISHED, 0));
        assertThat(parse(version.link())).isEqualTo(new Entry(version, Role.LINK, 0));
        assertThat(parse(version.old())).isEqualTo(new Entry(version, Role.OLD, 0));
        for (long sequence : new long[] {0, 1, 255, Long.MAX_VALUE, -1}) {
            assertThat(parse(version.lease(sequence))).isEqualTo(new Entry(version, Role.LEASE, sequence));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".v-0123456789abcde",
                ".v-0123456789abcdef0",
                ".v-0123456789ABCDEF",
                ".v-0123456789abcdef.",
                ".v-0123456789abcdef.1",
                ".v-0123456789abcdef.new.new",
                "v-0123456789abcdef",
                "current",
                ".v-turn"
            })
    @DisplayName("P10 Other names are none of a version")
    void recognizesNoOtherName(String name) {
        assertThat(parse(name)).isNull();
    }

    @Test
    @DisplayName("P7 A link of ours has one name, which is that of a version's content")
    void recognizesTheTextOfALink() {
        assertThat(VersionName.ofLink(Path.of(version.content()))).isEqualTo(version);
        assertThat(VersionName.ofLink(Path.of(version.unpublished()))).isNull();
        assertThat(VersionName.ofLink(Path.of(version.lease(1)))).isNull();
        assertThat(VersionName.ofLink(Path.of("inner", version.content()))).isNull();
        assertThat(VersionName.ofLink(Path.of("/" + version.content()))).isNull();
        assertThat(VersionName.ofLink(Path.of("/"))).isNull();
        assertThat(VersionName.ofLink(Path.of("elsewhere"))).isNull();
    }

    @Test
    @DisplayName("P2 No two versions get the same name")
    void makesNewNames() {
        VersionName first = VersionName.next();
        assertThat(VersionName.next()).isNotEqualTo(first);
        assertThat(parse(first.content())).isEqualTo(new Entry(first, Role.CONTENT, 0));
    }
}
