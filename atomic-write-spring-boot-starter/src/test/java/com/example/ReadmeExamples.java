package com.example;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PendingFile;
import io.github.atomicwrite.PublishedDirectory;
import io.github.atomicwrite.WriteBatch;
import io.github.atomicwrite.state.CorruptionHandler;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The code that the README shows, so that it compiles. */
abstract class ReadmeExamples {
    private final ObjectMapper objectMapper = new ObjectMapper();

    void fails(String json, Set<String> seen) throws IOException {
        Files.writeString(Path.of("config.json"), json);
        objectMapper.writeValue(new File("seen.json"), seen);
    }

    void works(String json, Set<String> seen) throws IOException {
        AtomicFileWriter writer = AtomicFileWriter.create();
        writer.writeString(Path.of("config.json"), json);
        writer.write(Path.of("seen.json"), out -> objectMapper.writeValue(out, seen));
    }

    long streams(AtomicFileWriter writer, Path path, InputStream inputStream, Report report, boolean complete)
            throws IOException {
        long bytes = writer.write(path, inputStream); // reads to the end of the stream

        writer.write(path, out -> report.printTo(out)); // the code may close the stream

        try (PendingFile file = writer.open(path)) {
            copyRows(file.output());
            if (complete) {
                file.commit(); // without a commit, close() discards
            }
        }
        return bytes;
    }

    void batches(AtomicFileWriter writer, Path index, String lines, Path data, byte[] bytes) throws IOException {
        try (WriteBatch batch = writer.batch()) { // needs far fewer flushes than single writes
            batch.writeString(index, lines);
            batch.writeBytes(data, bytes);
            batch.commit();
        }
    }

    void directories(AtomicFileWriter writer, String eur, Exporter exporter) throws IOException {
        PublishedDirectory rates = PublishedDirectory.at(Path.of("rates"), writer);
        rates.publish(
                next -> { // an empty, private directory
                    Files.writeString(next.resolve("eur.json"), eur);
                    exporter.exportTo(next.resolve("tables"));
                });
        try (PublishedDirectory.Snapshot now = rates.open()) { // one version, until it is closed
            load(now.directory().resolve("eur.json"));
        }
    }

    void states(AtomicFileWriter writer, Path path, StateFormat<Set<String>> format, Signal signal) throws IOException {
        StateFile<Set<String>> seen =
                StateFile.of(path, format, writer).withCorruptionHandler(CorruptionHandler.quarantine());

        seen.update(HashSet::new, ids -> {
            ids.add(signal.id());
            return ids;
        });
    }

    interface Exporter {
        void exportTo(Path directory) throws IOException;
    }

    abstract void load(Path file) throws IOException;

    abstract void copyRows(OutputStream out) throws IOException;

    record Signal(String id) {}

    record Report(String text) {
        void printTo(OutputStream out) {
            new PrintStream(out).println(text);
        }
    }
}
