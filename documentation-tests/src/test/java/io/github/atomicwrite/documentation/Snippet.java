package io.github.atomicwrite.documentation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A block of Java as a source file. The lines of the file have the numbers that they have in the page.
 *
 * <p>A block is a whole file if it names its package. Other blocks are members or statements of a class that extends
 * the surroundings of the page: the file {@code surroundings/<page>.java}, which has the imports and what the page
 * takes for granted.
 */
record Snippet(CodeBlock block) {
    boolean isFile() {
        return block.text().startsWith("package ");
    }

    SourceText asFile() {
        return padded("", block.text());
    }

    SourceText asMembers() throws IOException {
        return padded(start(), block.text() + '}');
    }

    SourceText asStatements() throws IOException {
        return padded(start() + " void run() throws Exception {", block.text() + "}}");
    }

    /** Returns the class that the class of this block extends. Each block has its own copy. */
    SourceText surroundings() throws IOException {
        return new SourceText(resource(), "package " + packageName() + "; " + surroundingCode());
    }

    private SourceText padded(String start, String text) {
        return new SourceText(block.page(), "\n".repeat(block.line() - 1) + start + '\n' + text);
    }

    private String start() throws IOException {
        String imports = surroundingCode()
                .lines()
                .filter(line -> line.startsWith("import "))
                .collect(Collectors.joining(" "));
        return "package " + packageName() + "; " + imports + " abstract class Snippet extends Surroundings {";
    }

    private String packageName() {
        return "snippet.at" + block.line() + ".of."
                + block.page().replaceAll("\\.md$", "").replaceAll("\\W", "_");
    }

    private String resource() {
        return "/surroundings/" + block.page().replaceAll("\\.md$", ".java").replaceAll(".*/", "");
    }

    private String surroundingCode() throws IOException {
        try (InputStream code = Snippet.class.getResourceAsStream(resource())) {
            if (code == null) {
                throw new IOException(block.problem("there is no resource " + resource()));
            }
            return new String(code.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
