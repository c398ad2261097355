package com.example.signals.fixed;

import com.example.signals.SignalState;
import com.example.signals.StateFiles;
import io.github.atomicwrite.AtomicFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import tools.jackson.databind.json.JsonMapper;

/** The same five files, written atomically. */
public final class FixedSignalState implements SignalState {
    private final AtomicFileWriter writer = AtomicFileWriter.create();
    private final JsonMapper mapper = JsonMapper.shared();
    private final Path directory;

    public FixedSignalState(Path directory) {
        this.directory = directory;
    }

    @Override
    public void saveSettings(String json) throws IOException {
        writer.writeString(directory.resolve(StateFiles.SETTINGS), json);
    }

    @Override
    public void saveIds(List<String> ids) throws IOException {
        writer.write(directory.resolve(StateFiles.IDS), out -> mapper.writeValue(out, ids));
    }

    @Override
    public void saveOffsets(String topic, long offset) throws IOException {
        Properties offsets = new Properties();
        offsets.setProperty(topic, Long.toString(offset));
        writer.write(directory.resolve(StateFiles.OFFSETS), out -> offsets.store(out, null));
    }

    @Override
    public void saveReport(List<String> lines) throws IOException {
        writer.writeString(directory.resolve(StateFiles.REPORT), String.join("\n", lines) + "\nend");
    }

    @Override
    public void saveBackedUp(String text) throws IOException {
        writer.writeString(directory.resolve(StateFiles.BACKED_UP), text);
    }
}
