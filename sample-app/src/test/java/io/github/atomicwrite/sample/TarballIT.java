package io.github.atomicwrite.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the content of the tarball, and that the program works where it is unpacked. */
class TarballIT {
    private static final String MAN_PAGE = "share/man/man1/atomic-write.1";

    @TempDir
    Path directory;

    @Test
    void worksWhereItIsUnpacked() throws Exception {
        Path odd = Files.createDirectory(directory.resolve("it's a “ place"));
        Installation installation = Installation.unpackIn(odd);
        Files.setPosixFilePermissions(directory, Files.getPosixFilePermissions(odd));
        Path home = Account.directory(directory.resolve("user"));
        Tool tool = Account.asUser(installation.in(home)).reading("new");
        Tool.Result version = tool.run("--version");
        assertThat(version.errors()).matches("atomic-write \\d.*\n");
        assertThat(version.exitCode()).isZero();
        tool.run("--mode=0640", "config.json").isSilentSuccess();
        assertThat(home.resolve("config.json")).hasContent("new");
        tool.run(".").failsWith(1, "atomic-write: .: is a directory");
    }

    @Test
    void worksThroughALinkInAnotherDirectory() throws Exception {
        Installation installation = Installation.unpackIn(directory);
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("atomic-write"), installation.launcher());
        Tool.in(bin, "sh", "-c", "PATH=.:$PATH; exec atomic-write \"$@\"", "sh")
                .with(Map.of("HOME", bin.toString(), "ATOMIC_WRITE_JAVA_OPTS", Installation.AWAIT))
                .reading("new")
                .run("config.json")
                .isSilentSuccess();
        assertThat(bin.resolve("config.json")).hasContent("new");
        // JUnit warns about links that lead out of a directory that it removes.
        Files.delete(link);
    }

    @Test
    void hasTheLicenseTheManPageAndTheCompletions() throws Exception {
        Path root = Installation.unpackIn(directory).root();
        Path project = Tool.MODULE.resolve("..");
        for (String file : List.of("LICENSE", "NOTICE")) {
            if (Files.exists(project.resolve(file))) {
                assertThat(root.resolve(file)).hasSameBinaryContentAs(project.resolve(file));
            }
        }
        assertThat(root.resolve("LICENSE")).exists();
        for (String file : List.of(
                MAN_PAGE, "share/bash-completion/completions/atomic-write", "share/zsh/site-functions/_atomic-write")) {
            assertThat(root.resolve(file)).hasSameBinaryContentAs(Tool.MODULE.resolve(file));
        }
        assertThat(Installation.archivesIn(root)).as("archives of the build").isEmpty();
    }

    /** Checks what differs between two builds if nothing prevents it. */
    @Test
    void hasNoTraceOfItsBuild() throws Exception {
        Pattern entry =
                Pattern.compile("(?:-rw-r--r--|-rwxr-xr-x|drwxr-xr-x) 0/0 +\\d+ (\\S+ \\S+) atomic-write-cli/.*");
        Set<String> times = new HashSet<>();
        for (String line : listing()) {
            Matcher parts = entry.matcher(line);
            assertThat(parts.matches()).as(line).isTrue();
            times.add(parts.group(1));
        }
        assertThat(times).hasSize(1);
    }

    private List<String> listing() throws IOException, InterruptedException {
        Path list = directory.resolve("list");
        Tool.in(directory, "sh", "-c", "tar -tvzf \"$1\" --numeric-owner >list", "sh", Installation.TARBALL)
                .run()
                .isSilentSuccess();
        return Files.readAllLines(list);
    }

    @Test
    void hasAManPageWithoutFaults() throws Exception {
        assumeTrue(SystemTools.succeed("groff", "--version"), "groff is not installed");
        Tool.in(directory, "sh", "-c", "groff -man -ww -Tutf8 -z \"$1\"", "sh", Tool.MODULE.resolve(MAN_PAGE))
                .run()
                .isSilentSuccess();
    }

    @Test
    void hasShellScriptsWithoutFaults() throws Exception {
        assumeTrue(SystemTools.succeed("shellcheck", "--version"), "ShellCheck is not installed");
        Tool.in(Tool.MODULE, "shellcheck", "--external-sources", "bin/atomic-write")
                .run("lib/atomic-write/make-archive", "lib/atomic-write/class-archive.sh")
                .isSilentSuccess();
        Tool.in(Tool.MODULE, "shellcheck", "--shell=bash", "share/bash-completion/completions/atomic-write")
                .run()
                .isSilentSuccess();
    }
}
