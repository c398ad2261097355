package com.example.seen;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Remembers IDs in a file, naively. */
final class Seen {
    private final Path file;
    private final Set<String> ids = new TreeSet<>();

    Seen(Path directory) throws IOException {
        file = directory.resolve("seen.json");
        if (Files.exists(file)) {
            ids.addAll(parse(Files.readString(file)));
        }
    }

    private static Set<String> parse(String json) {
        if (json.isEmpty()) {
            throw new IllegalArgumentException("No content to map due to end-of-input");
        }
        return Set.of(json.substring(1, json.length() - 1).split(","));
    }

    Set<String> ids() {
        return ids;
    }

    void add(String id) throws IOException {
        ids.add(id);
        save();
    }

    private void save() throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(("[" + String.join(",", ids) + "]").getBytes(StandardCharsets.UTF_8));
        }
    }
}
