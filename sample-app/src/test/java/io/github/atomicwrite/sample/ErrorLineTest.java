package io.github.atomicwrite.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorLineTest {
    @Test
    void namesThePathAndTheReason() {
        assertThat(ErrorLine.of("config.json", new FileSystemException("config.json", null, "is a directory")))
                .isEqualTo("atomic-write: config.json: is a directory");
    }

    @Test
    void namesTheFailedFileIfItIsNotThePath() {
        assertThat(ErrorLine.of("a/b", new NoSuchFileException("a", null, "no such directory: create it first")))
                .isEqualTo("atomic-write: a/b: a: no such directory: create it first");
    }

    @Test
    void namesTheDirectoryInsteadOfATemporary() {
        assertThat(ErrorLine.of("a/b", new AccessDeniedException("a/.atomic-write-0123456789")))
                .isEqualTo("atomic-write: a/b: its directory: permission denied");
    }

    @Test
    void namesATemporaryInTheDirectoryThatIsSwept() {
        assertThat(ErrorLine.of("a", new AccessDeniedException("a/.atomic-write-0123456789")))
                .isEqualTo("atomic-write: a: a/.atomic-write-0123456789: permission denied");
    }

    static Stream<Arguments> failuresWithoutAReason() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("f"), "permission denied"),
                Arguments.of(new NotDirectoryException("f"), "is not a directory"),
                Arguments.of(new FileSystemLoopException("f"), "too many levels of symbolic links"),
                Arguments.of(new NoSuchFileException("f"), "no such file or directory"),
                Arguments.of(new FileSystemException("f"), "FileSystemException"),
                Arguments.of(new IOException(), "IOException"),
                Arguments.of(new OutOfMemoryError("Java heap space"), "OutOfMemoryError: Java heap space"));
    }

    @ParameterizedTest
    @MethodSource("failuresWithoutAReason")
    void explainsAFailureThatHasNoReason(Throwable failure, String meaning) {
        assertThat(ErrorLine.of("f", failure)).isEqualTo("atomic-write: f: " + meaning);
    }

    @Test
    void escapesControlCharactersSoThatItStaysOneLine() {
        assertThat(ErrorLine.of("a\nb\r\tc\u001b[2J\u0085\u2028\u202ed", "no"))
                .isEqualTo("atomic-write: a\\nb\\r\\tc\\u001b[2J\\u0085\\u2028\\u202ed: no");
    }

    @Test
    void keepsEveryOtherCharacter() {
        assertThat(ErrorLine.of("Grüße 漢字 😀.json", "no")).isEqualTo("atomic-write: Grüße 漢字 😀.json: no");
    }
}
