package com.example.rules;

import com.google.common.io.FileWriteMode;
import io.github.atomicwrite.WritesInPlace;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.FileCopyUtils;

/** Calls that the rule must find, in methods that begin with "finds", and calls that it must accept. */
final class Samples {
    private final Path path = Path.of("state");
    private final File file = path.toFile();

    void findsFiles() throws IOException {
        Files.write(path, new byte[0]);
    }

    void findsOptions() throws IOException {
        Files.writeString(path, "", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    void findsOptionsFromElsewhere(OpenOption... options) throws IOException {
        Files.writeString(path, "", options);
    }

    void findsOneOfTwoOptions(boolean append) throws IOException {
        Files.writeString(path, "", append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
    }

    void findsAfterACallThatAppends() throws IOException {
        Files.writeString(path, "one", StandardOpenOption.APPEND);
        Files.writeString(path, "two");
    }

    void findsOneOfTwoInALine() throws IOException {
        for (OutputConsumer each : List.<OutputConsumer>of(
                p -> new FileOutputStream(p, true).close(), p -> new FileOutputStream(p, false).close())) {
            each.accept(file);
        }
    }

    interface OutputConsumer {
        void accept(File file) throws IOException;
    }

    interface Writing {
        void write(Path path, CharSequence text, OpenOption... options) throws IOException;
    }

    interface Opening {
        FileOutputStream open(File file) throws IOException;
    }

    Writing findsAMethodReference() {
        return Files::writeString;
    }

    Opening findsAConstructorReference() {
        return FileOutputStream::new;
    }

    void findsCopies() throws IOException {
        Files.copy(new ByteArrayInputStream(new byte[0]), path);
    }

    void findsStreams() throws IOException {
        new FileOutputStream(file, false).close();
    }

    void findsWriters() throws IOException {
        new FileWriter(file, StandardCharsets.UTF_8).close();
    }

    void findsPrintWriters() throws IOException {
        new PrintWriter(file, StandardCharsets.UTF_8).close();
    }

    void findsPrintStreams() throws IOException {
        new PrintStream("state").close();
    }

    void findsJackson2(com.fasterxml.jackson.databind.json.JsonMapper mapper) throws IOException {
        mapper.writeValue(file, "");
    }

    void findsJackson2Writers(com.fasterxml.jackson.databind.ObjectMapper mapper) throws IOException {
        mapper.writer().writeValue(file, "");
    }

    void findsJackson3(tools.jackson.databind.json.JsonMapper mapper) {
        mapper.writeValue(path, "");
    }

    void findsSpring() throws IOException {
        FileCopyUtils.copy(new byte[0], file);
    }

    void findsSpringResources() throws IOException {
        new FileSystemResource(path).getOutputStream().close();
    }

    void findsCommonsIo() throws IOException {
        FileUtils.writeStringToFile(file, "", StandardCharsets.UTF_8);
    }

    void findsCopiesOfCommonsIo() throws IOException {
        FileUtils.copyFile(file, new File("copy"));
    }

    void findsStreamsToFilesOfCommonsIo() throws IOException {
        FileUtils.copyInputStreamToFile(new ByteArrayInputStream(new byte[0]), file);
    }

    void findsStreamsOfCommonsIo() throws IOException {
        FileUtils.openOutputStream(file).close();
    }

    void findsGuava() throws IOException {
        com.google.common.io.Files.asCharSink(file, StandardCharsets.UTF_8).write("");
    }

    void findsKotlin() {
        kotlin.io.FilesKt.writeText(file, "", StandardCharsets.UTF_8);
    }

    void findsPathsOfKotlin() throws IOException {
        kotlin.io.path.PathsKt.writeText(path, "", StandardCharsets.UTF_8);
    }

    Runnable findsLambdas() {
        return () -> {
            try {
                Files.writeString(path, "");
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        };
    }

    @WritesInPlace("  ")
    void findsABlankReason() throws IOException {
        Files.writeString(path, "");
    }

    void appends() throws IOException {
        Files.writeString(path, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.newBufferedWriter(
                        path,
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)
                .close();
        new FileOutputStream(file, true).close();
        new FileWriter(file, StandardCharsets.UTF_8, true).close();
        FileUtils.writeStringToFile(file, "", StandardCharsets.UTF_8, true);
        FileUtils.openOutputStream(file, true).close();
        kotlin.io.path.PathsKt.writeText(path, "", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        com.google.common.io.Files.asCharSink(file, StandardCharsets.UTF_8, FileWriteMode.APPEND)
                .write("");
    }

    void writesElsewhere() throws IOException {
        new PrintWriter(new StringWriter()).close();
        new PrintStream(System.out).flush();
        Files.copy(path, System.out);
        FileCopyUtils.copy(new byte[0], System.out);
        tools.jackson.databind.json.JsonMapper.shared().writeValue(System.out, "");
    }

    @WritesInPlace("a report that can be made again")
    Runnable isExcepted() throws IOException {
        Files.writeString(path, "");
        return new Runnable() {
            @Override
            public void run() {
                try {
                    Files.writeString(path, "");
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        };
    }

    @WritesInPlace("a class of exceptions")
    static final class Excepted {
        private final FileOutputStream out;

        Excepted() throws IOException {
            out = new FileOutputStream("state");
        }

        static final class Nested {
            final FileWriter writer;

            Nested(FileOutputStream other) throws IOException {
                writer = new FileWriter("state", StandardCharsets.UTF_8);
                other.close();
            }
        }

        Nested nested() throws IOException {
            return new Nested(out);
        }
    }

    static final class Constructed {
        final FileOutputStream out;

        @WritesInPlace("a constructor")
        Constructed() throws IOException {
            out = new FileOutputStream("state");
        }
    }
}
