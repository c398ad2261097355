package io.github.atomicwrite.spring;

import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.internal.storage.FileFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** An Actuator endpoint that lists the state files which the application has opened. It never shows their contents. */
@Endpoint(id = "statefiles")
public final class StateFilesEndpoint {
    private final List<StateFiles> stateFiles;

    /**
     * Creates the endpoint.
     *
     * @param stateFiles what has opened the state files
     */
    public StateFilesEndpoint(List<StateFiles> stateFiles) {
        this.stateFiles = List.copyOf(stateFiles);
    }

    /**
     * Lists the files.
     *
     * @return the files, in the order of their paths
     */
    @ReadOperation
    public OpenedStateFiles stateFiles() {
        List<OpenedStateFile> files = new ArrayList<>();
        for (StateFiles source : stateFiles) {
            source.activity().opened().forEach((path, opened) -> files.add(describe(path, opened)));
        }
        files.sort(Comparator.comparing(OpenedStateFile::path));
        return new OpenedStateFiles(files);
    }

    private static OpenedStateFile describe(Path path, StateFileActivity.Opened opened) {
        Optional<FileFacts> facts = Optional.empty();
        List<String> copies = List.of();
        String problem = null;
        try {
            facts = FileFacts.of(path);
            copies = FileFacts.quarantinedCopies(path);
        } catch (IOException unreadable) {
            problem = unreadable.toString();
        }
        CommitEvent.Outcome outcome = opened.outcome();
        return new OpenedStateFile(
                path.toString(),
                opened.type().getTypeName(),
                facts.map(FileFacts::size).orElse(null),
                facts.map(found -> found.modified().toString()).orElse(null),
                outcome == null ? null : outcome.name().toLowerCase(Locale.ROOT),
                copies,
                problem);
    }

    /**
     * The answer.
     *
     * @param files the files
     */
    public record OpenedStateFiles(List<OpenedStateFile> files) {}

    /**
     * A state file.
     *
     * @param path its path
     * @param type the type of its state
     * @param size its size in bytes; {@code null} if there is no file
     * @param lastModified when it was last modified, in ISO 8601; {@code null} if there is no file
     * @param lastOutcome how the last write by this process ended: {@code committed}, {@code failed} or
     *     {@code unconfirmed}; {@code null} if this process has not written it
     * @param quarantined the names of the damaged copies that were moved aside, the oldest first
     * @param problem why the file can't be examined; {@code null} if it can
     */
    public record OpenedStateFile(
            String path,
            String type,
            @Nullable Long size,
            @Nullable String lastModified,
            @Nullable String lastOutcome,
            List<String> quarantined,
            @Nullable String problem) {}
}
