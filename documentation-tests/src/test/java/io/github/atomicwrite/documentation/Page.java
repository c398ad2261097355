package io.github.atomicwrite.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * One page of the documentation.
 *
 * @param name its path below the root of the project
 */
record Page(Path root, Path file, String name, Node document) {
    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    /** Where a link or an image leads. */
    record Reference(int line, String destination) {}

    static Page read(Path root, Path file) throws IOException {
        String name = root.relativize(file).toString().replace('\\', '/');
        return new Page(root, file, name, PARSER.parse(Files.readString(file)));
    }

    /** Returns where the links and the images lead. */
    List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                references.add(new Reference(line(link), link.getDestination()));
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                references.add(new Reference(line(image), image.getDestination()));
            }
        });
        return references;
    }

    /** Returns the lines of what no check looks at: HTML that is no comment, and code without a fence. */
    List<Integer> uncheckedLines() {
        List<Integer> lines = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock html) {
                if (!html.getLiteral().startsWith("<!--")) {
                    lines.add(line(html));
                }
            }

            @Override
            public void visit(HtmlInline html) {
                lines.add(line(html));
            }

            @Override
            public void visit(IndentedCodeBlock code) {
                lines.add(line(code));
            }
        });
        return lines;
    }

    List<CodeBlock> codeBlocks() {
        List<CodeBlock> blocks = new ArrayList<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock code) {
                blocks.add(new CodeBlock(name, line(code), code.getInfo(), code.getLiteral()));
            }
        });
        return blocks;
    }

    /** Returns the anchors of the headings, as GitHub makes them. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> count = new HashMap<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String anchor = text(heading)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int before = count.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + '-' + before);
            }
        });
        return anchors;
    }

    private static String text(Node heading) {
        StringBuilder text = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }

    private static int line(Node node) {
        return node.getSourceSpans().get(0).getLineIndex() + 1;
    }
}
