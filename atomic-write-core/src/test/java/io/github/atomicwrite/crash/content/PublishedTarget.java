package io.github.atomicwrite.crash.content;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PublishedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A published directory. Its target is the link to the current version. */
public final class PublishedTarget extends TargetDirectory {
    /** A version of one file, so that a publish makes all its system calls in one thread. */
    public static final int ONE_FILE = 1;

    private static final String VERSION = "\\.v-[0-9a-f]{16}";
    private static final String LEASE = VERSION + "\\.[0-9a-f]{16}";

    public PublishedTarget(Path path) {
        super(path);
    }

    @Override
    public Path target() {
        return path().resolve("current");
    }

    @Override
    void write(VersionedContent content) throws IOException {
        publish(target(), content.bytes(), ONE_FILE);
    }

    /** Publishes a version with this content in each of its files, and keeps no other version. */
    public static void publish(Path current, byte[] content, int files) throws IOException {
        Path directory = current.getParent();
        if (directory == null) {
            throw new IllegalArgumentException(current + " has no directory");
        }
        PublishedDirectory.at(directory, AtomicFileWriter.create())
                .keeping(1)
                .publish(next -> PublishedContent.write(next, content, files));
    }

    /** Returns all but the link, the lock file, and the versions that were current once, with their leases. */
    @Override
    public List<Path> leftovers() throws IOException {
        List<Path> leftovers = new ArrayList<>();
        for (Path file : files()) {
            if (!belongsToPublished(file)) {
                leftovers.add(file);
            }
        }
        return leftovers;
    }

    private boolean belongsToPublished(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.equals("current") || name.equals(".v-turn")) {
            return true;
        }
        if (name.matches(LEASE)) {
            return Files.exists(path().resolve(name.substring(0, name.lastIndexOf('.'))));
        }
        // A publisher that was killed right after the move has not renamed the lease.
        Path current = Files.isSymbolicLink(target()) ? Files.readSymbolicLink(target()) : Path.of("");
        if (name.equals(current + ".new") || name.equals(current.toString())) {
            return true;
        }
        return name.matches(VERSION) && files().stream().anyMatch(lease -> isLeaseOf(name, lease));
    }

    private static boolean isLeaseOf(String version, Path file) {
        String name = file.getFileName().toString();
        return name.matches(LEASE) && name.startsWith(version + ".");
    }

    /**
     * Returns what a publish has left that must be gone. A publish that is in place may have failed to remove the
     * version before: then the next publish removes it. One that is not in place leaves nothing.
     */
    @Override
    List<Path> leftoversOf(boolean inPlace) throws IOException {
        List<Path> tooMany = tooMany();
        if (inPlace && !tooMany.isEmpty()) {
            write(new VersionedContent(NEW, VersionedContent.HEADER));
            tooMany = tooMany();
        }
        return tooMany;
    }

    private List<Path> tooMany() throws IOException {
        List<Path> versions = files().stream()
                .filter(file -> file.getFileName().toString().matches(VERSION))
                .toList();
        return versions.size() > 1 ? versions : leftovers();
    }
}
