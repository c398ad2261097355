package com.example.signals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import tools.jackson.databind.json.JsonMapper;

/** Reads the five files, as the service does when it starts: whatever is damaged is an exception. */
public final class StateFiles {
    public static final String SETTINGS = "settings.json";
    public static final String IDS = "ids.json";
    public static final String OFFSETS = "offsets.properties";
    public static final String REPORT = "report.txt";
    public static final String BACKED_UP = "routes.txt";

    private StateFiles() {}

    static Object settings(Path directory) {
        return JsonMapper.shared().readValue(directory.resolve(SETTINGS).toFile(), Object.class);
    }

    static Object ids(Path directory) {
        return JsonMapper.shared().readValue(directory.resolve(IDS).toFile(), List.class);
    }

    static Object offset(Path directory, String topic) throws IOException {
        Properties offsets = new Properties();
        try (InputStream in = Files.newInputStream(directory.resolve(OFFSETS))) {
            offsets.load(in);
        }
        String offset = offsets.getProperty(topic);
        if (offset == null) {
            throw new IOException("no offset for topic " + topic);
        }
        return Long.parseLong(offset);
    }

    static Object report(Path directory) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve(REPORT));
        if (lines.isEmpty() || !lines.get(lines.size() - 1).equals("end")) {
            throw new IOException("the report has no end");
        }
        return lines;
    }

    static Object backedUp(Path directory) throws IOException {
        String text = Files.readString(directory.resolve(BACKED_UP));
        if (!text.endsWith(".")) {
            throw new IOException("the text has no end");
        }
        return text;
    }
}
