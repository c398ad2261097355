package com.example.rules.accepted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class Cache {
    private Cache() {}

    static void write(Path path) throws IOException {
        Files.writeString(path, "");
    }
}
