import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PendingFile;
import io.github.atomicwrite.PublishedDirectory;
import io.github.atomicwrite.WriteBatch;
import io.github.atomicwrite.state.CorruptionHandler;
import io.github.atomicwrite.state.StateFile;
import io.github.atomicwrite.state.StateFormat;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

abstract class Surroundings {
    final ObjectMapper objectMapper = new ObjectMapper();
    AtomicFileWriter writer;
    Path path;
    Path index;
    Path data;
    String json;
    String lines;
    String eur;
    byte[] bytes;
    boolean complete;
    InputStream inputStream;
    Set<String> seen;
    StateFormat<Set<String>> format;
    Report report;
    Exporter exporter;
    Signal signal;

    abstract void load(Path file) throws IOException;

    abstract void copyRows(OutputStream out) throws IOException;

    record Signal(String id) {}

    interface Report {
        void printTo(OutputStream out) throws IOException;
    }

    interface Exporter {
        void exportTo(Path directory) throws IOException;
    }
}
