package io.github.atomicwrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Extended attributes whose names the JVM can't express: those are bytes to the kernel, and text to the JDK. */
class AttributeNamesTest {
    @TempDir
    private Path directory;

    @Test
    @DisplayName("W9 An attribute whose name can't be expressed does not cost the others, whatever their order is")
    void carriesOverAllOtherAttributes() throws Exception {
        Programs.assumeInstalled("setfattr", "env");
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("user"), "no extended attributes here");
        Path target = Files.writeString(directory.resolve("target"), "old");
        List<String> expressible = List.of("a", "m", "z");
        // File systems list them in the order of their creation, of their names, or of a hash: one is first, one is
        // last.
        for (String name : List.of("\u00fc", "a", "\u00c4", "z", "Z\u00fc", "m", "\u00df")) {
            Programs.run("setfattr", "-n", "user." + name, "-v", "value of " + name, target);
        }

        String printed = ChildJvm.of(Write.class).after("env", "LC_ALL=C").run(target);

        assertThat(printed).isEqualTo("written");
        assertThat(target).hasContent("new");
        UserDefinedFileAttributeView attributes =
                Files.getFileAttributeView(target, UserDefinedFileAttributeView.class);
        assertThat(attributes.list()).containsAll(expressible);
        for (String name : expressible) {
            byte[] value = (byte[]) Files.getAttribute(target, "user:" + name);
            assertThat(new String(value, StandardCharsets.UTF_8)).isEqualTo("value of " + name);
        }
        Directories.assertHoldsOnly(directory, "target");
    }

    /** Writes a file. */
    static final class Write {
        public static void main(String[] arguments) throws IOException {
            AtomicFileWriter.create().writeString(Path.of(arguments[0]), "new");
            System.out.println("written");
        }
    }
}
