package io.github.atomicwrite.sample;

import static io.github.atomicwrite.sample.Installation.AWAIT;
import static io.github.atomicwrite.sample.Installation.archivesIn;
import static io.github.atomicwrite.sample.Installation.usesAnArchive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that an archive of classes is used only if nobody else can have made it. */
class PlantedArchiveIT {
    @TempDir
    static Path directory;

    private static Installation installation;
    private static Path user;
    private static Path cache;
    private static Path archive;

    /** Makes an archive that fits. The tests then change only who could have made it. */
    @BeforeAll
    static void makeAnArchive() throws Exception {
        installation = Installation.unpackIn(directory);
        installation.makeReadOnly();
        user = Account.directory(directory.resolve("user"));
        cache = user.resolve(".cache/atomic-write");
        usesAnArchive(asUser(), user, AWAIT);
        archive = archivesIn(cache).get(0);
        // As after a failure, so that no start replaces the archive.
        Account.directory(archive.resolveSibling("making"));
    }

    /** Checks that the archive fits as soon as the planted thing is undone. */
    @AfterEach
    void isUsedOtherwise() throws Exception {
        assertThat(usesAnArchive(asUser(), user)).isTrue();
    }

    private static Tool asUser() throws InterruptedException {
        return Account.asUser(installation.in(user));
    }

    @ParameterizedTest
    @CsvSource({
        "user/.cache/atomic-write, rwxrwx---",
        "user/.cache/atomic-write, rwx----w-",
        "user/.cache, rwxrwxrwx",
        "user, rwxrwxr-x",
        "the archive, rw-rw-r--",
        "the archive, rw-r--rw-"
    })
    void isRefusedIfOthersMayWriteToIt(String path, String mode) throws Exception {
        Path open = path.equals("the archive") ? archive : directory.resolve(path);
        String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(open));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(mode));
        assertThat(usesAnArchive(asUser(), user)).isFalse();
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/.cache/atomic-write", "user/.cache", "user", "the archive"})
    void isRefusedIfAnotherUserOwnsIt(String path) throws Exception {
        assumeTrue(Account.isRoot(), "only root can change owners");
        Path foreign = path.equals("the archive") ? archive : directory.resolve(path);
        String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(foreign));
        Account.give(foreign, Account.ATTACKER);
        if (Files.isDirectory(foreign)) {
            Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        // The output goes elsewhere, because the user can't write to this home.
        Path work = Account.directory(directory.resolve("work"));
        Tool tool = Account.asUser(installation.in(work)).with(Map.of("HOME", user.toString()));
        assertThat(usesAnArchive(tool, work)).isFalse();
        Account.give(foreign, Account.USER);
        Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString(before));
        assertThat(usesAnArchive(tool, work)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user/.cache/atomic-write", "the archive"})
    void isRefusedIfItIsALink(String path) throws Exception {
        Path link = path.equals("the archive") ? archive : directory.resolve(path);
        Path moved = Files.move(link, user.resolve("moved"));
        Files.createSymbolicLink(link, moved);
        assertThat(usesAnArchive(asUser(), user)).isFalse();
        Files.delete(link);
        Files.move(moved, link);
    }

    @Test
    void isUsedIfTheCacheIsALinkOfTheUser() throws Exception {
        Path moved = Files.move(cache.getParent(), user.resolve("moved"));
        Files.createSymbolicLink(cache.getParent(), moved);
        assertThat(usesAnArchive(asUser(), user)).isTrue();
        Files.delete(cache.getParent());
        Files.move(moved, cache.getParent());
    }

    @Test
    void isRefusedByRootInTheHomeOfTheUserWhoCalledSudo() throws Exception {
        assumeTrue(Account.isRoot(), "only root can act as another user");
        Installation foreign = installationOf(Account.ATTACKER, "sudo");
        Path home = Account.directory(directory.resolve("caller"));
        assertThat(usesAnArchive(Account.asUser(foreign.in(home)), home, AWAIT)).isFalse();
        assertThat(archivesIn(home)).hasSize(1);
        assertThat(usesAnArchive(Account.asUser(foreign.in(home)), home)).isTrue();
        assertThat(usesAnArchive(foreign.in(home), home, AWAIT)).isFalse();
        assertThat(archivesIn(home)).hasSize(1);
    }

    @Test
    void rootCreatesNothingInDirectoriesOfOthers() throws Exception {
        assumeTrue(Account.isRoot(), "only root can act as another user");
        Installation foreign = installationOf(Account.ATTACKER, "foreign");
        Path work = Files.createDirectory(directory.resolve("root"));
        Path victim = Files.createDirectory(directory.resolve("victim"));
        Path planted = Account.directory(directory.resolve("planted"));
        Files.createSymbolicLink(planted.resolve("atomic-write"), victim);
        Path home = Account.directory(directory.resolve("empty-home"));
        Path sticky = Files.createDirectory(directory.resolve("sticky"));
        Files.setAttribute(sticky, "unix:mode", 01777);
        Account.give(Files.createSymbolicLink(sticky.resolve("atomic-write"), victim), Account.ATTACKER);

        for (Path caches : new Path[] {planted, sticky}) {
            Tool tool = foreign.in(work).with(Map.of("XDG_CACHE_HOME", caches.toString()));
            assertThat(usesAnArchive(tool, work, AWAIT)).isFalse();
        }
        Tool tool = foreign.in(work).with(Map.of("HOME", home.toString()));
        assertThat(usesAnArchive(tool, work, AWAIT)).isFalse();

        assertThat(Tool.names(victim)).isEmpty();
        assertThat(Tool.names(planted)).containsExactly("atomic-write");
        assertThat(Tool.names(home)).isEmpty();
        assertThat(Tool.names(work)).isEmpty();
        assertThat(archivesIn(foreign.root())).isEmpty();
        Files.delete(planted.resolve("atomic-write"));
        Files.delete(sticky.resolve("atomic-write"));
    }

    @Test
    void rootRefusesTheArchiveOfTheOwnerOfTheInstallation() throws Exception {
        assumeTrue(Account.isRoot(), "only root can act as another user");
        Installation owned = installationOf(Account.USER, "owned");
        Path home = Account.directory(directory.resolve("owner"));
        assertThat(usesAnArchive(Account.asUser(owned.in(home)), home, AWAIT)).isFalse();
        assertThat(usesAnArchive(Account.asUser(owned.in(home)), home)).isTrue();
        assertThat(archivesIn(owned.home())).hasSize(1);
        Path work = Files.createDirectory(directory.resolve("root-home"));
        assertThat(usesAnArchive(owned.in(work), work, AWAIT)).isFalse();
        assertThat(archivesIn(owned.home())).hasSize(1);
        assertThat(usesAnArchive(owned.in(work), work))
                .as("with its own archive")
                .isTrue();
        assertThat(archivesIn(work.resolve(".cache/atomic-write"))).hasSize(1);
    }

    private static Installation installationOf(int owner, String name) throws IOException, InterruptedException {
        Installation foreign = Installation.unpackIn(Files.createDirectory(directory.resolve(name)));
        Account.giveAll(foreign.root(), owner);
        return foreign;
    }
}
