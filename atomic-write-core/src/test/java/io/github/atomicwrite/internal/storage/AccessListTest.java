package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.ChildJvm;
import io.github.atomicwrite.FileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access control lists and labels, on file systems in images that are mounted where nobody else sees them. */
@EnabledIfSystemProperty(
        named = "native.expected",
        matches = "true",
        disabledReason = "only direct system calls see access control lists and labels")
class AccessListTest {
    private static final String LIST = "user::rw-,user:1234:rw-,group::---,mask::rw-,other::---";

    @TempDir
    private Path directory;

    /**
     * Runs shell commands in the root of a new file system, with {@code write} to replace a file, {@code strace_write}
     * to do so with an injected error, and {@code show} to print what everybody may do. Returns what they printed.
     */
    private String on(String fileSystem, String commands) throws Exception {
        return on(fileSystem, false, commands);
    }

    private String on(String fileSystem, boolean asNobody, String commands) throws Exception {
        assumeTrue(ChildJvm.isRoot(), "mounting an image needs root");
        for (String tool : List.of("unshare", "setfacl", "getfacl", "setfattr", "strace", "mkfs." + fileSystem)) {
            assumeTrue(isInstalled(tool), tool + " is not installed");
        }
        Path script = Files.writeString(directory.resolve("script"), """
                set -e
                image=$1 root=$2 type=$3; shift 3
                truncate -s 320m "$image"
                block=; test $type = xfs || block="-b 4096"
                mkfs.$type -q $block "$image" >&2
                mount -o loop "$image" "$root"
                cd "$root"
                write() { "$java" "$@"; }
                strace_write() { inject=$1; shift; strace -f -qq -o /dev/null -e inject="$inject" "$java" "$@"; }
                show() { getfacl -cpn "$1" | tr '\\n' ' '; stat -c '%a %u %g' "$1"; }
                java=$image.java
                printf '#!/bin/sh\\nexec' > "$java"
                for word; do printf " '%s'" "$word" >> "$java"; done
                printf ' "$@"\\n' >> "$java"
                chmod 755 "$java"
                """ + commands + """

                echo
                ls -A | grep atomic-write || true
                """);
        Path root = Files.createDirectory(directory.resolve("root"));
        ChildJvm program = ChildJvm.of(Write.class)
                .after("unshare", "--mount", "--propagation", "private", "sh", script.toString())
                .after(directory.resolve("image").toString(), root.toString(), fileSystem);
        String printed = (asNobody ? program.asNobody(ChildJvm.directoryForAll(directory)) : program).run();
        assertThat(printed).doesNotContain(".atomic-write-");
        return printed;
    }

    private static boolean isInstalled(String tool) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v " + tool).start().waitFor() == 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    @DisplayName("W22 An access control list is carried over, with the owner and the mode")
    void carriesTheListOver(String fileSystem) throws Exception {
        String printed = on(fileSystem, """
                echo old > f; chmod 600 f; chown 1000:2000 f; setfacl --set %s f; show f
                write f; show f; cat f
                setfacl -m mask::--- f; write f; show f
                """.formatted(LIST));
        String all = "user::rw- user:1234:rw- group::--- mask::rw- other::---  660 1000 2000\n";
        assertThat(printed).startsWith(all + all + "new");
        assertThat(printed)
                .contains("user::rw- user:1234:rw-\t#effective:--- group::--- mask::--- other::---  600 1000 2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    @DisplayName("W7 W22 An explicit mode limits the list as chmod does")
    void limitsTheListToAnExplicitMode(String fileSystem) throws Exception {
        String printed = on(fileSystem, """
                echo old > f; setfacl --set %s f; write f 4640; show f
                echo old > g; setfacl --set %s g; write g 600; show g
                setfacl -d -m u:4321:rw,m::rw .
                echo old > h; setfacl --set %s h; write h 600; show h
                """.formatted(LIST, LIST, LIST));
        String masked = "user::rw- user:1234:rw-\t#effective:--- group::--- mask::--- other::---  600 0 0\n";
        assertThat(printed)
                .startsWith("user::rw- user:1234:rw-\t#effective:r-- group::--- mask::r-- other::---  4640 0 0\n"
                        + masked + masked.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    @DisplayName("W22 A list that can't be set widens nothing: the group keeps what its own entry says")
    void widensNothingWithoutTheList(String fileSystem) throws Exception {
        String printed = on(fileSystem, """
                echo old > f; setfacl --set %s f
                strace_write fsetxattr:error=ENOSPC f; show f
                echo old > g; setfacl --set u::rw-,u:1:rw-,g::r--,m::rw-,o::r-- g
                strace_write fsetxattr:error=ENOSPC g; show g
                echo old > h; setfacl --set u::rw-,u:1:---,g::rw-,m::rw-,o::r-- h
                strace_write fsetxattr:error=ENOSPC h; show h
                echo old > i; setfacl --set %s i
                strace_write lgetxattr:error=EIO i; show i
                echo old > j; setfacl --set %s j
                strace_write fsetxattr:error=ENOSPC j 660; show j
                """.formatted(LIST, LIST, LIST));
        assertThat(printed.lines().filter(line -> line.startsWith("user")))
                .containsExactly(
                        "user::rw- group::--- other::---  600 0 0",
                        "user::rw- group::r-- other::r--  644 0 0",
                        "user::rw- group::--- other::---  600 0 0",
                        "user::rw- group::--- other::---  600 0 0",
                        "user::rw- group::rw- other::---  660 0 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    @DisplayName("W22 A file without a list doesn't inherit one from its directory when it is replaced")
    void inheritsNoListFromTheDirectory(String fileSystem) throws Exception {
        String printed = on(fileSystem, """
                mkdir d; echo old > d/f; chmod 664 d/f; setfacl -d -m u:1234:rw d
                write d/f; show d/f; write d/new; show d/new
                """);
        assertThat(printed)
                .startsWith("user::rw- group::rw- other::r--  664 0 0\n")
                .contains("user:1234:rw-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    @DisplayName("W9 W22 The label and the user's attributes are carried over, each for itself")
    void carriesLabelAndAttributesOver(String fileSystem) throws Exception {
        String printed = on(fileSystem, """
                echo old > f; setfattr -n user.one -v 1 f; setfattr -n user.two -v 2 f
                setfattr -n user.long -v "$(head -c 1500 /dev/zero | tr '\\0' x)" f
                setfattr -n security.selinux -v system_u:object_r:etc_t:s0 f 2> /dev/null || true
                attributes() { getfattr -dm- f | grep '^user\\|^security' | cut -c 1-60; echo .; }
                attributes; write f; attributes
                strace_write fsetxattr:error=ENOSPC:when=1 f; attributes | grep -c =
                """);
        String[] before = printed.split("\\.\n", -1);
        assertThat(before[0].lines()).hasSizeGreaterThanOrEqualTo(3).contains("user.one=\"1\"", "user.two=\"2\"");
        assertThat(before[1]).isEqualTo(before[0]);
        assertThat(before[2].strip()).isEqualTo(Long.toString(before[0].lines().count() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    @DisplayName("W22 The list is carried over for a user who may not read the file")
    void needsNoRightToRead(String fileSystem) throws Exception {
        String printed = on(fileSystem, true, """
                chmod 777 .; echo old > f; chown 65534:65534 f; setfacl --set u::-w-,u:1234:rw-,g::---,m::rw-,o::--- f
                write f; show f
                """);
        assertThat(printed).contains("user::-w- user:1234:rw- group::--- mask::rw- other::---  260 65534 65534");
    }

    /** Replaces a file, and gives it a mode if one is named. */
    static final class Write {
        public static void main(String[] arguments) throws IOException {
            AtomicFileWriter writer = AtomicFileWriter.create();
            if (arguments.length > 1) {
                writer = writer.withMode(FileMode.parse(arguments[1]));
            }
            writer.writeString(Path.of(arguments[0]), "new\n");
        }
    }
}
