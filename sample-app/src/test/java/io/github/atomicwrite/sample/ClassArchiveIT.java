package io.github.atomicwrite.sample;

import static io.github.atomicwrite.sample.Installation.AWAIT;
import static io.github.atomicwrite.sample.Installation.archivesIn;
import static io.github.atomicwrite.sample.Installation.usesAnArchive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a first start makes an archive of classes, and that later starts use it. */
class ClassArchiveIT {
    @TempDir
    Path directory;

    private Installation installation;
    private Path user;
    private Path cache;

    @BeforeEach
    void unpack() throws Exception {
        installation = Installation.unpackIn(directory);
        user = Account.directory(directory.resolve("user"));
        cache = user.resolve(".cache/atomic-write");
    }

    private Tool asUser() throws InterruptedException {
        return Account.asUser(installation.in(user));
    }

    private Tool asOwner() {
        return installation.in(user);
    }

    @Test
    void liesInAnInstallationThatCanBeWrittenTo() throws Exception {
        assertThat(usesAnArchive(asOwner(), user, AWAIT)).isFalse();
        assertThat(archivesIn(installation.home())).singleElement().satisfies(this::hasNothingBeside);
        assertThat(usesAnArchive(asOwner(), user)).isTrue();
        assertThat(usesAnArchive(asUser(), user)).as("with the archive of root").isTrue();
        assertThat(Tool.names(user)).isEmpty();
    }

    @Test
    void liesInThePrivateCacheOfAUserWhoCantWriteToTheInstallation() throws Exception {
        installation.makeReadOnly();
        assertThat(usesAnArchive(asUser(), user, AWAIT)).isFalse();
        assertThat(archivesIn(cache)).singleElement().satisfies(this::hasNothingBeside);
        assertThat(usesAnArchive(asUser(), user)).isTrue();
        for (Path created : List.of(cache.getParent(), cache)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(created)))
                    .isEqualTo("rwx------");
        }
        assertThat(archivesIn(installation.root())).isEmpty();
    }

    @Test
    void followsTheVariableForCaches() throws Exception {
        installation.makeReadOnly();
        Map<String, String> elsewhere =
                Map.of("XDG_CACHE_HOME", user.resolve("caches").toString());
        assertThat(usesAnArchive(asUser().with(elsewhere), user, AWAIT)).isFalse();
        assertThat(archivesIn(user.resolve("caches/atomic-write"))).hasSize(1);
        assertThat(usesAnArchive(asUser().with(elsewhere), user)).isTrue();
        assertThat(usesAnArchive(asUser().with(Map.of("XDG_CACHE_HOME", "caches")), user))
                .as("with a relative path, which is ignored")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "unset", "empty", "relative", "a file", "read-only"})
    void isNotMadeWithoutAWritableHome(String how) throws Exception {
        installation.makeReadOnly();
        Path home = directory.resolve("home");
        switch (how) {
            case "a file" -> Files.createFile(home);
            case "read-only" -> {
                Account.directory(home);
                Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
            }
            default -> {}
        }
        Map<String, String> value =
                switch (how) {
                    case "unset" -> Map.of();
                    case "empty" -> Map.of("HOME", "");
                    case "relative" -> Map.of("HOME", ".");
                    default -> Map.of("HOME", home.toString());
                };
        for (int start = 0; start < 2; start++) {
            assertThat(usesAnArchive(asUser().without("HOME").with(value), user, AWAIT))
                    .isFalse();
        }
        assertThat(archivesIn(directory)).isEmpty();
        assertThat(Tool.names(user)).isEmpty();
        assertThat(Files.exists(home)).isEqualTo(how.equals("a file") || how.equals("read-only"));
    }

    @Test
    void isMadeOnceByTwoFirstStartsAtTheSameTime() throws Exception {
        Map<String, String> await = Map.of("ATOMIC_WRITE_JAVA_OPTS", AWAIT);
        Tool one = asOwner().with(await);
        Tool two = asOwner().with(await);
        Process first = one.start("--version");
        Process second = two.start("--version");
        assertThat(one.finish(first).exitCode()).isZero();
        assertThat(two.finish(second).exitCode()).isZero();
        assertThat(archivesIn(installation.home())).singleElement().satisfies(this::hasNothingBeside);
        assertThat(usesAnArchive(asOwner(), user)).isTrue();
    }

    @Test
    void isMadeAfterTheFirstStartHasEnded() throws Exception {
        assertThat(usesAnArchive(asOwner(), user)).isFalse();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!usesAnArchive(asOwner(), user)) {
            assertThat(System.nanoTime()).as("an archive is made").isLessThan(deadline);
            Thread.sleep(1000);
        }
    }

    @Test
    void isNotUsedByAnotherBuildAtTheSamePlace() throws Exception {
        assertThat(usesAnArchive(asOwner(), user, AWAIT)).isFalse();
        List<Path> old = archivesIn(installation.home());
        Files.writeString(installation.home().resolve("build"), "another-build\n");
        assertThat(usesAnArchive(asOwner(), user, AWAIT)).isFalse();
        assertThat(archivesIn(installation.home()))
                .singleElement()
                .satisfies(archive -> assertThat(old).doesNotContain(archive));
        assertThat(usesAnArchive(asOwner(), user)).isTrue();
    }

    @Test
    void isReplacedWhenJavaIsExchanged() throws Exception {
        Optional<Path> other = SystemTools.otherJava();
        assumeTrue(other.isPresent(), "there is no second JDK");
        Path link = directory.resolve("jdk");
        Map<String, String> java = Map.of("JAVA_HOME", link.toString());
        for (Path home : List.of(Path.of(System.getProperty("java.home")), other.get())) {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, home);
            assertThat(usesAnArchive(asOwner().with(java), user, AWAIT)).isFalse();
            assertThat(usesAnArchive(asOwner().with(java), user)).isTrue();
            assertThat(archivesIn(installation.home())).singleElement().satisfies(this::hasNothingBeside);
        }
        // JUnit warns about links that lead out of a directory that it removes.
        Files.delete(link);
    }

    @Test
    void isTriedAgainADayAfterAFailure() throws Exception {
        usesAnArchive(asOwner(), user, AWAIT);
        Path archive = archivesIn(installation.home()).get(0);
        Files.delete(archive);
        Path failed = Files.createDirectory(archive.resolveSibling("making"));
        usesAnArchive(asOwner(), user, AWAIT);
        assertThat(archive).doesNotExist();
        Files.setLastModifiedTime(failed, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        usesAnArchive(asOwner(), user, AWAIT);
        assertThat(archive).exists().satisfies(this::hasNothingBeside);
    }

    private void hasNothingBeside(Path archive) {
        try {
            assertThat(Tool.names(archive.getParent()))
                    .containsExactly(archive.getFileName().toString());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
