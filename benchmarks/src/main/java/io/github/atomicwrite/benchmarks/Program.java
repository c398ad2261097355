package io.github.atomicwrite.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A program that writes its standard input to a file. */
public enum Program {
    /** The command line of this project. */
    ATOMIC_WRITE("atomic-write, from its archive", "durable") {
        @Override
        List<String> replacing(Path target) {
            return List.of(
                    Path.of("../sample-app/bin/atomic-write").toAbsolutePath().toString(), target.toString());
        }
    },
    /** A careful shell script. */
    SHELL("sh: cat, sync, mv, sync", "durable") {
        @Override
        List<String> replacing(Path target) {
            String script = "cat >\"$1.new\" && sync \"$1.new\" && mv -f \"$1.new\" \"$1\" && sync \"${1%/*}\"";
            return List.of("sh", "-c", script, "sh", target.toString());
        }
    },
    /** Reads all input first, then writes in place or moves a file. It forces nothing. */
    SPONGE("sponge (moreutils)", "nothing, or atomic only") {
        @Override
        List<String> replacing(Path target) {
            return List.of("sponge", target.toString());
        }

        @Override
        boolean isThere() {
            return Stream.of(System.getenv("PATH").split(":", -1))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sponge")));
        }
    },
    /** Truncates the file, then writes to it. */
    REDIRECTION("sh: cat >file", "nothing") {
        @Override
        List<String> replacing(Path target) {
            return List.of("sh", "-c", "cat >\"$1\"", "sh", target.toString());
        }
    };

    private final String label;
    private final String promise;

    Program(String label, String promise) {
        this.label = label;
        this.promise = promise;
    }

    String label() {
        return label;
    }

    String promise() {
        return promise;
    }

    boolean isThere() {
        return true;
    }

    abstract List<String> replacing(Path target);

    static String[] there() {
        return Arrays.stream(values())
                .filter(Program::isThere)
                .map(Program::name)
                .toArray(String[]::new);
    }
}
