package io.github.atomicwrite.sample;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Formats an error as one line, even if a path or a message contains control characters. */
final class ErrorLine {
    private ErrorLine() {}

    /** Returns {@code atomic-write: <reason>}, for an error without a path. */
    static String of(String reason) {
        return escape("atomic-write: " + reason);
    }

    /** Returns {@code atomic-write: <path>: <reason>}. */
    static String of(String path, String reason) {
        return of(path + ": " + reason);
    }

    /** Returns {@code atomic-write: <path>: <reason>}, with the reason of a failure. */
    static String of(String path, Throwable failure) {
        return of(path, reason(path, failure));
    }

    private static String reason(String path, Throwable failure) {
        if (failure instanceof FileSystemException refusal) {
            String what = meaning(refusal);
            String where = place(path, refusal.getFile());
            return where == null ? what : where + ": " + what;
        }
        String message = failure.getMessage();
        if (failure instanceof IOException && message != null) {
            return message;
        }
        return message == null
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + message;
    }

    private static String meaning(FileSystemException refusal) {
        String reason = refusal.getReason();
        if (reason != null) {
            return reason;
        }
        if (refusal instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (refusal instanceof NotDirectoryException) {
            return "is not a directory";
        }
        if (refusal instanceof FileSystemLoopException) {
            return "too many levels of symbolic links";
        }
        if (refusal instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        return refusal.getClass().getSimpleName();
    }

    /** Returns the place of the failure, or {@code null} if it is the path itself. */
    private static @Nullable String place(String path, @Nullable String file) {
        if (file == null || file.equals(path)) {
            return null;
        }
        if (Path.of(path).equals(Path.of(file).getParent())) {
            return file; // the path is the directory that is swept
        }
        Path name = Path.of(file).getFileName();
        return name != null && name.toString().startsWith(".atomic-write-") ? "its directory" : file;
    }

    private static String escape(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(character -> append(line, character));
        return line.toString();
    }

    private static void append(StringBuilder line, int character) {
        switch (character) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (isHarmless(character)) {
                    line.appendCodePoint(character);
                } else {
                    line.append("\\u%04x".formatted(character));
                }
            }
        }
    }

    /** Returns false for characters that end a line, control a terminal, or change the direction of the text. */
    private static boolean isHarmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> false;
            default -> true;
        };
    }
}
