package io.github.atomicwrite;

import io.github.atomicwrite.SimulatedDisk.Verb;
import io.github.atomicwrite.internal.storage.FileStatus;
import io.github.atomicwrite.internal.storage.OpenDirectory;
import io.github.atomicwrite.internal.storage.Storage;
import io.github.atomicwrite.internal.storage.TemporaryFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A storage each of whose operations is a step of a simulated disk. */
record SimulatedStorage(SimulatedDisk disk, Storage real) implements Storage, SimulatedNames {
    @Override
    public FileStatus statusFollowingLinks(Path path) throws IOException {
        return disk.step(Verb.STATUS, () -> real.statusFollowingLinks(path));
    }

    @Override
    public Object version(Path path) throws IOException {
        return real.version(path);
    }

    @Override
    public byte[] read(Path path) throws IOException {
        return real.read(path);
    }

    @Override
    public void force(Path file) throws IOException {
        disk.run(Verb.FORCE, () -> real.force(file));
    }

    @Override
    public Path readLink(Path link) throws IOException {
        return disk.step(Verb.READ_LINK, () -> real.readLink(link));
    }

    @Override
    public Path realPath(Path path) throws IOException {
        return disk.step(Verb.REAL_PATH, () -> real.realPath(path));
    }

    @Override
    public List<Path> list(Path directory, String glob) throws IOException {
        return disk.step(Verb.LIST, () -> real.list(directory, glob));
    }

    @Override
    public void requireMode(Path path, int mode) {
        try {
            disk.run(Verb.REQUIRE_MODE, () -> real.requireMode(path, mode));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public TemporaryFile create(Path path, Visibility visibility) throws IOException {
        return disk.step(
                Verb.CREATE,
                () -> {
                    TemporaryFile file = real.create(path, visibility);
                    disk.closeLater(file);
                    return new SimulatedTemporary(disk, file, path);
                },
                weak -> weak.created(path));
    }

    @Override
    public OpenDirectory openDirectory(Path directory) throws IOException {
        return disk.step(Verb.OPEN_DIRECTORY, () -> {
            OpenDirectory open = real.openDirectory(directory);
            disk.closeLater(open);
            return new SimulatedDirectory(disk, open, directory);
        });
    }

    @Override
    public void moveAside(Path file, Path free) throws IOException {
        real.moveAside(file, free);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return Boolean.TRUE.equals(disk.step(Verb.DELETE, () -> real.delete(path), weak -> weak.deleted(path)));
    }

    @Override
    public boolean deleteIfAbandoned(Path temporary, Path guard) throws IOException {
        return real.deleteIfAbandoned(temporary, guard);
    }

    @Override
    public boolean hasLinksAndLocks() {
        return real.hasLinksAndLocks();
    }

    @Override
    public void createDirectory(Path directory, Visibility visibility) throws IOException {
        disk.run(Verb.CREATE_DIRECTORY, () -> real.createDirectory(directory, visibility));
    }

    @Override
    public void setDirectoryMode(Path directory, int mode) throws IOException {
        disk.run(Verb.SET_DIRECTORY_MODE, () -> real.setDirectoryMode(directory, mode));
    }

    @Override
    public void createLockFile(Path file) throws IOException {
        disk.run(Verb.CREATE_LOCK_FILE, () -> real.createLockFile(file));
    }

    @Override
    public void createLink(Path link, Path text) throws IOException {
        disk.run(Verb.CREATE_LINK, () -> real.createLink(link, text), weak -> weak.created(link));
    }

    @Override
    public void visit(Path directory, EntryVisitor visitor) throws IOException {
        disk.run(Verb.VISIT, () -> real.visit(directory, visitor));
    }

    @Override
    public void removeTree(Path directory) throws IOException {
        disk.run(Verb.REMOVE_TREE, () -> real.removeTree(directory));
    }

    @Override
    public Closeable tryLockShared(Path file) throws IOException {
        return disk.step(Verb.LOCK_SHARED, () -> simulated(real.tryLockShared(file)));
    }

    @Override
    public Closeable tryLock(Path file) throws IOException {
        return disk.step(Verb.LOCK, () -> simulated(real.tryLock(file)));
    }

    private Closeable simulated(Closeable lock) {
        if (lock == null) {
            return null;
        }
        disk.closeLater(lock);
        return () -> disk.run(Verb.CLOSE, lock::close);
    }

    private record SimulatedTemporary(SimulatedDisk disk, TemporaryFile real, Path path) implements TemporaryFile {
        @Override
        public FileStatus lock() throws IOException {
            return disk.step(Verb.LOCK, real::lock);
        }

        @Override
        public FileStatus status() throws IOException {
            return disk.step(Verb.STATUS, real::status);
        }

        @Override
        public void copyUserAttributes(Path from) {
            disk.bestEffort(Verb.COPY_ATTRIBUTES, () -> {
                real.copyUserAttributes(from);
                return true;
            });
        }

        @Override
        public boolean setGroup(int group) {
            return disk.bestEffort(Verb.SET_GROUP, () -> real.setGroup(group));
        }

        @Override
        public boolean setOwner(int owner) {
            return disk.bestEffort(Verb.SET_OWNER, () -> real.setOwner(owner));
        }

        @Override
        public void setMode(int mode) throws IOException {
            disk.run(Verb.SET_MODE, () -> real.setMode(mode));
        }

        @Override
        public void armWriteBackOnClose() throws IOException {
            disk.run(Verb.ARM_WRITE_BACK, real::armWriteBackOnClose);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            disk.run(
                    Verb.WRITE,
                    () -> real.write(bytes, offset, length),
                    weak -> weak.written(path, bytes, offset, length));
        }

        @Override
        public void startWriteBack() {
            disk.bestEffort(Verb.START_WRITE_BACK, () -> {
                real.startWriteBack();
                return true;
            });
        }

        @Override
        public void force() throws IOException {
            disk.run(Verb.FORCE, real::force, weak -> weak.forced(path));
        }

        @Override
        public void closeBeforeMove() throws IOException {
            disk.run(Verb.CLOSE_BEFORE_MOVE, real::closeBeforeMove);
        }

        @Override
        public void close() throws IOException {
            disk.run(Verb.CLOSE, real::close);
        }
    }

    private record SimulatedDirectory(SimulatedDisk disk, OpenDirectory real, Path path)
            implements OpenDirectory, SimulatedNames {
        @Override
        public void force() throws IOException {
            disk.run(Verb.FORCE_DIRECTORY, real::force, weak -> weak.forcedDirectory(path));
        }

        @Override
        public void close() throws IOException {
            disk.run(Verb.CLOSE, real::close);
        }
    }
}
