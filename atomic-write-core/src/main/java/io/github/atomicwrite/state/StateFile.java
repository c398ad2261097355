package io.github.atomicwrite.state;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.UnconfirmedWriteException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One state in one file: a de-duplication cache, a retry queue, the settings that a user has overridden.
 *
 * <pre>{@code
 * StateFile<Set<String>> seen = StateFile.of(Path.of("seen.json"), format, writer);
 * seen.update(HashSet::new, ids -> {
 *     ids.add(id);
 *     return ids;
 * });
 * }</pre>
 *
 * <p>Damage never reads as "no history": {@link #read()} is empty only if there is no file.
 *
 * <p>Instances are thread-safe. Within a process, all updates and writes of one file take turns, whatever instance they
 * come from and however its path is spelled. The file must have one owner process: between two of them, updates may get
 * lost. So they may between two copies of this library in one process, as two web applications can have them: the
 * copies share no class, and so no lock. Other processes may read the file at any time, and change it between two
 * updates.
 *
 * <p>The whole file is held in memory while it is read or updated: at most 2 GiB.
 *
 * @param <T> the type of the state; it may be mutable
 */
public final class StateFile<T> {
    private final Path path;
    private final StrictFormat<T> format;
    private final AtomicFileWriter writer;
    private final CorruptionHandler handler;
    private final DiskFile disk;
    private final StateFileEvents events;

    private StateFile(Path path, StrictFormat<T> format, AtomicFileWriter writer, CorruptionHandler handler) {
        this.path = path;
        this.format = format;
        this.writer = writer;
        this.handler = handler;
        this.disk = new DiskFile(path, writer);
        this.events = StateFileEvents.of(path, writer);
    }

    /**
     * Returns the state file at a path. Nothing is read or created yet.
     *
     * @param <T> the type of the state
     * @param path where the file is or will be; its directory must exist when it is written
     * @param format how a state becomes bytes
     * @param writer what writes it, and so its mode and durability
     * @return the state file
     */
    public static <T> StateFile<T> of(Path path, StateFormat<T> format, AtomicFileWriter writer) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(writer, "writer");
        return new StateFile<>(path, new StrictFormat<>(path, format), writer, CorruptionHandler.fail());
    }

    /**
     * Returns a state file with another handler for damaged files.
     *
     * @param handler called by {@link #read()} and {@link #update} when the file is damaged
     * @return the state file
     */
    public StateFile<T> withCorruptionHandler(CorruptionHandler handler) {
        Objects.requireNonNull(handler, "handler");
        return new StateFile<>(path, format, writer, handler);
    }

    /**
     * Returns the path of the file, as it was passed to {@link #of}.
     *
     * @return the path
     */
    public Path path() {
        return path;
    }

    /**
     * Reads the state.
     *
     * @return the state; empty only if there is no file, or the corruption handler continues as if there were none
     * @throws CorruptStateException if the file is empty, cut or damaged, holds {@code null}, or has more bytes after
     *     the state
     * @throws IncompatibleStateException if the file is whole, but not a state of this type
     * @throws IOException if the file can't be read, or the corruption handler throws it
     */
    public Optional<T> read() throws IOException {
        byte[] bytes = disk.read();
        try {
            return bytes == null ? Optional.empty() : Optional.of(format.decode(bytes));
        } catch (CorruptStateException damage) {
            return GroupCommit.exclusively(path, this::readOrHandle);
        }
    }

    /** Reads again while no other thread uses the file: one may have handled the damage by now. */
    private Optional<T> readOrHandle(GroupCommit file) throws IOException {
        byte[] bytes = disk.read();
        try {
            return bytes == null ? Optional.empty() : Optional.of(format.decode(bytes));
        } catch (CorruptStateException damage) {
            handle(damage);
            return Optional.empty();
        }
    }

    private void handle(CorruptStateException damage) throws IOException {
        handler.handle(path, damage);
        if (disk.read() == null) {
            events.quarantined();
        }
    }

    /**
     * Replaces the state, whatever is on disk.
     *
     * @param state the new state
     * @throws UnconfirmedWriteException if it is in place, but is not known to survive power loss
     * @throws IncompatibleStateException if the state could not be read back: the old state stays
     * @throws IOException if the format throws it or writes no byte, or the file can't be written: the old state stays,
     *     as it does with anything else that the format throws
     * @throws IllegalStateException if called from within a change of the same file, or of a file whose change waits
     *     for this one
     */
    public void write(T state) throws IOException {
        Objects.requireNonNull(state, "state");
        StateFileEvents.Turn turn = new StateFileEvents.Turn();
        events.around(
                turn,
                () -> GroupCommit.exclusively(path, file -> {
                    turn.begin();
                    turn.commits(1);
                    file.store(() -> disk.write(out -> format.encode(state, out)));
                    return file;
                }));
    }

    /**
     * Changes the state: reads what is on disk now, applies the change, writes the result. It returns when that is as
     * durable as the writer makes it.
     *
     * <p>Changes are applied one after another, each in its caller's thread. Those that wait while a commit is on its
     * way share the next one. If a shared commit fails, all of its updates fail, with the same exception, and the state
     * is as it was. A change that leaves the bytes of the file as they are writes nothing.
     *
     * <p>The change may mutate its argument and return it. It must not update or write the same file, nor a file whose
     * change updates this one: the two would wait for each other. Update one after the other instead.
     *
     * @param initial what to start from if there is no file
     * @param change returns the new state, never {@code null}
     * @return the new state
     * @throws CorruptStateException if the file is damaged; nothing is written
     * @throws IncompatibleStateException if the file is whole, but not a state of this type, or if the result could not
     *     be read back; nothing is written
     * @throws UnconfirmedWriteException if the result is in place, but is not known to survive power loss
     * @throws IOException if the file can't be read or written, or the format can't express the result: the state is as
     *     it was. So it is if {@code initial} or {@code change} throws, which fails this update alone.
     * @throws IllegalStateException if called from within a change of the same file, or of a file whose change waits
     *     for this one
     */
    public T update(Supplier<? extends T> initial, UnaryOperator<T> change) throws IOException {
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(change, "change");
        Update update = new Update(initial, change);
        return events.around(update.turn, () -> GroupCommit.update(path, update));
    }

    private final class Update implements SharedUpdate<T> {
        private final Supplier<? extends T> initial;
        private final UnaryOperator<T> change;
        private final StateFileEvents.Turn turn = new StateFileEvents.Turn();
        private @Nullable T loaded;

        Update(Supplier<? extends T> initial, UnaryOperator<T> change) {
            this.initial = initial;
            this.change = change;
        }

        @Override
        public Object commitsWith() {
            return List.of(writer, handler);
        }

        @Override
        public byte @Nullable [] load() throws IOException {
            turn.begin();
            byte[] bytes = disk.read();
            if (bytes == null) {
                return null;
            }
            try {
                loaded = format.decode(bytes);
                return bytes;
            } catch (CorruptStateException damage) {
                handle(damage);
                return null;
            }
        }

        @Override
        public Changed<T> apply(byte @Nullable [] before) throws IOException {
            turn.begin();
            T state = change.apply(loaded != null ? loaded : before != null ? format.decode(before) : initial.get());
            Objects.requireNonNull(state, "the change returned null instead of a state");
            return new Changed<>(state, format.encode(state));
        }

        @Override
        public void commits(int updates) {
            turn.commits(updates);
        }

        @Override
        public Optional<Object> store(byte[] bytes) throws IOException {
            return disk.write(out -> out.write(bytes));
        }

        @Override
        public Optional<Object> confirm(Optional<Object> known) throws IOException {
            return disk.makeDurable(known);
        }
    }
}
