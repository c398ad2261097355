package io.github.atomicwrite.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Lines of text, with their number before them; it reads no further than that number says. */
final class LinesFormat implements StateFormat<List<String>> {
    @Override
    public void write(List<String> lines, OutputStream out) throws IOException {
        out.write((lines.size() + "\n").getBytes(UTF_8));
        for (String line : lines) {
            out.write((line + "\n").getBytes(UTF_8));
        }
    }

    @Override
    public List<String> read(InputStream in) throws IOException {
        int count = Integer.parseInt(line(in));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(in));
        }
        return lines;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("a line is cut");
            }
            line.write(b);
        }
        return line.toString(UTF_8);
    }
}
