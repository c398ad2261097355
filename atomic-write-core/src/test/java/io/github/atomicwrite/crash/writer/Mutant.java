package io.github.atomicwrite.crash.writer;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Writers that are broken on purpose. Each has one fault that is common in real programs. */
public enum Mutant implements FileReplacer {
    /** Never forces the content. */
    NO_FSYNC {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            write(temporary(target), content, false, CREATE_NEW);
            move(target);
            forceDirectory(target);
        }
    },
    /** Never forces the directory. */
    NO_DIRECTORY_SYNC {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            write(temporary(target), content, true, CREATE_NEW);
            move(target);
        }
    },
    /** Forces nothing. */
    NO_SYNC {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            write(temporary(target), content, false, CREATE_NEW);
            move(target);
        }
    },
    /** Forces the directory before the move. */
    DIRECTORY_FIRST {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            write(temporary(target), content, true, CREATE_NEW);
            forceDirectory(target);
            move(target);
        }
    },
    /** Moves the temporary, then forces the content. */
    LATE_FSYNC {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            write(temporary(target), content, false, CREATE_NEW);
            move(target);
            write(target, new byte[0], true);
            forceDirectory(target);
        }
    },
    /** Truncates the target, then writes into it. */
    OVERWRITE {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            write(target, content, true, CREATE, TRUNCATE_EXISTING);
            forceDirectory(target);
        }
    },
    /** Overwrites the content of the target, then truncates it to the new length. */
    IN_PLACE {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            try (FileChannel file = FileChannel.open(target, CREATE, WRITE)) {
                fill(file, content);
                file.truncate(content.length);
                file.force(true);
            }
            forceDirectory(target);
        }
    },
    /** Deletes the target, then moves the temporary. */
    DELETE_THEN_MOVE {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            write(temporary(target), content, true, CREATE_NEW);
            Files.deleteIfExists(target);
            move(target);
            forceDirectory(target);
        }
    },
    /**
     * Publishes a version, but does not force its name before the move: the link could lead to a directory that is
     * gone. The journal of a real file system keeps the order of these names, so only a model of POSIX shows it.
     */
    PUBLISH_WITHOUT_MIDDLE_FORCE(true) {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            NaivePublish publish = new NaivePublish(target);
            publish.writeVersion(content);
            Path old = publish.currentVersion();
            publish.moveLink();
            publish.forceDirectory();
            publish.remove(old);
        }
    },
    /** Removes the old version, then moves the link to the new one. */
    PUBLISH_REMOVING_FIRST(true) {
        @Override
        public void replace(Path target, byte[] content) throws IOException {
            NaivePublish publish = new NaivePublish(target);
            publish.writeVersion(content);
            publish.forceDirectory();
            publish.remove(publish.currentVersion());
            publish.moveLink();
            publish.forceDirectory();
        }
    };

    private final boolean publishes;

    Mutant() {
        this(false);
    }

    Mutant(boolean publishes) {
        this.publishes = publishes;
    }

    @Override
    public boolean publishes() {
        return publishes;
    }

    /** Returns those that a power cut of a real file system shows. */
    public static List<Mutant> shownByFileSystems() {
        return Stream.of(values())
                .filter(mutant -> mutant != PUBLISH_WITHOUT_MIDDLE_FORCE)
                .toList();
    }

    private static Path temporary(Path target) {
        return target.resolveSibling(".mutant.tmp");
    }

    private static void write(Path file, byte[] content, boolean forced, OpenOption... how) throws IOException {
        OpenOption[] options = new OpenOption[how.length + 1];
        options[0] = WRITE;
        System.arraycopy(how, 0, options, 1, how.length);
        try (FileChannel channel = FileChannel.open(file, options)) {
            fill(channel, content);
            if (forced) {
                channel.force(true);
            }
        }
    }

    private static void fill(FileChannel file, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            file.write(rest);
        }
    }

    private static void move(Path target) throws IOException {
        Files.move(temporary(target), target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void forceDirectory(Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(NaivePublish.directoryOf(target), READ)) {
            channel.force(true);
        }
    }
}
