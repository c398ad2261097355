package io.github.atomicwrite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class GradleTest {
    @Test
    void declaresForGradleWhatIsDeclaredForMaven() throws IOException, SAXException {
        int compared = 0;
        for (Page page : Documentation.pages()) {
            List<CodeBlock> blocks = page.codeBlocks();
            for (int index = 0; index < blocks.size(); index++) {
                List<String> declarations = declarations(blocks.get(index));
                if (!declarations.isEmpty()) {
                    assertThat(blocks).as(page.name()).hasSizeGreaterThan(index + 1);
                    CodeBlock next = blocks.get(index + 1);
                    assertThat(next.language())
                            .as(next.problem("follows a Maven snippet"))
                            .isEqualTo("kotlin");
                    assertThat(next.text().lines())
                            .as(next.problem("must declare the same"))
                            .containsExactlyElementsOf(declarations);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(4);
    }

    /** Returns the dependencies of a Maven snippet as lines for Gradle. */
    private static List<String> declarations(CodeBlock block) throws IOException, SAXException {
        List<String> declarations = new ArrayList<>();
        if (block.language().equals("xml")) {
            NodeList found = SyntaxCheck.parseXml(block.text()).getElementsByTagName("dependency");
            for (int index = 0; index < found.getLength(); index++) {
                declarations.add(declaration((Element) found.item(index)));
            }
        }
        return declarations;
    }

    private static String declaration(Element dependency) {
        String coordinates = '"'
                + child(dependency, "groupId")
                + ':'
                + child(dependency, "artifactId")
                + ':'
                + child(dependency, "version")
                + '"';
        return switch (child(dependency, "scope")) {
            case "" -> "implementation(" + coordinates + ')';
            case "test" -> "testImplementation(" + coordinates + ')';
            case "import" -> "implementation(platform(" + coordinates + "))";
            default -> throw new AssertionError("no rule for the scope of " + coordinates);
        };
    }

    private static String child(Element element, String name) {
        NodeList children = element.getElementsByTagName(name);
        return children.getLength() == 0 ? "" : children.item(0).getTextContent();
    }
}
