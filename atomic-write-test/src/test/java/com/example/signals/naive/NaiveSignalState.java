package com.example.signals.naive;

import com.example.signals.SignalState;
import com.example.signals.StateFiles;
import java.io.BufferedWriter;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import tools.jackson.databind.json.JsonMapper;

/** Naive in five ways, all found in real programs. */
public final class NaiveSignalState implements SignalState {
    private final JsonMapper mapper = JsonMapper.shared();
    private final Path directory;

    public NaiveSignalState(Path directory) {
        this.directory = directory;
    }

    @Override
    public void saveSettings(String json) throws IOException {
        Files.writeString(directory.resolve(StateFiles.SETTINGS), json);
    }

    @Override
    public void saveIds(List<String> ids) {
        mapper.writeValue(directory.resolve(StateFiles.IDS).toFile(), ids);
    }

    @Override
    public void saveOffsets(String topic, long offset) throws IOException {
        Properties offsets = new Properties();
        offsets.setProperty(topic, Long.toString(offset));
        try (OutputStream out =
                new FileOutputStream(directory.resolve(StateFiles.OFFSETS).toFile())) {
            offsets.store(out, null);
        }
    }

    @Override
    public void saveReport(List<String> lines) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(StateFiles.REPORT))) {
            for (String line : lines) {
                out.write(line);
                out.newLine();
            }
            out.write("end");
        }
    }

    /** A backup beside it doesn't help: a power loss may take both, and nobody reads it. */
    @Override
    public void saveBackedUp(String text) throws IOException {
        File file = directory.resolve(StateFiles.BACKED_UP).toFile();
        File backup = directory.resolve(StateFiles.BACKED_UP + ".bak").toFile();
        if (file.exists() && !file.renameTo(backup)) {
            throw new IOException("no backup was made: " + file);
        }
        try (Writer out = new FileWriter(file, StandardCharsets.UTF_8)) {
            out.write(text);
        }
    }
}
