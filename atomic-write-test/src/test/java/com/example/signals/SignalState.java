package com.example.signals;

import java.io.IOException;
import java.util.List;

/**
 * The state that a small service keeps in its directory: five files, each of which must be old or new after a crash.
 */
public interface SignalState {

    void saveSettings(String json) throws IOException;

    void saveIds(List<String> ids) throws IOException;

    void saveOffsets(String topic, long offset) throws IOException;

    void saveReport(List<String> lines) throws IOException;

    void saveBackedUp(String text) throws IOException;
}
