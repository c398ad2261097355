package io.github.atomicwrite.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The users of the tests. Only root can act as another user. */
final class Account {
    static final int USER = 65_534;
    static final int ATTACKER = 65_533;

    private Account() {}

    /** Returns whether the tests run as root, and can therefore act as other users. */
    static boolean isRoot() throws InterruptedException {
        return SystemTools.succeed("setpriv", "--reuid=" + USER, "--clear-groups", "true");
    }

    /** Runs a tool as another user, or as the user of the tests where that is the only one. */
    static Tool asUser(Tool tool) throws InterruptedException {
        return isRoot() ? tool.after("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--") : tool;
    }

    /** Makes {@link #USER} the owner of a new directory, where that is possible. */
    static Path directory(Path path) throws IOException, InterruptedException {
        Files.createDirectories(path);
        if (isRoot()) {
            give(path, USER);
        }
        return path;
    }

    static void give(Path path, int user) throws IOException {
        Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
    }

    static void giveAll(Path tree, int user) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                give(file, user);
            }
        }
    }
}
