package io.github.atomicwrite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks find what they are made for. */
class BrokenPagesTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing.md",
                "page.md#missing",
                "#missing",
                "other.md#a-heading",
                "../page.md",
                "/page.md",
                "//example.org/page.md",
                "http://example.org/",
                "https:",
                "picture.svg#a-heading",
                "ht tp"
            })
    void aLinkThatLeadsNowhereIsFound(String destination) throws IOException {
        Files.writeString(root.resolve("other.md"), "# Another heading\n");
        Files.writeString(root.resolve("picture.svg"), "<svg/>");
        Page page = page("# A heading\n\nSee\n[a](<" + destination + ">).\n");
        assertThat(LinkCheck.problems(page)).singleElement().asString().startsWith("page.md:4: " + destination);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page.md",
                "#a-heading",
                "page.md#what-cant-fail-1",
                "#w22-direct-system_calls",
                "https://example.org/a#b"
            })
    void aLinkThatLeadsSomewhereIsAccepted(String destination) throws IOException {
        Page page = page("# A heading\n## What can't fail\n## What `can't` fail\n### W22 Direct *system_calls*\n[a]("
                + destination + ")\n");
        assertThat(LinkCheck.problems(page)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int a = \"text\";|3",
                "package a; class B { Missing field; }|3",
                "void a() { missing(); }|3",
                "java.util.List list = null;|3",
                "class A { int }|3"
            })
    void aBlockOfJavaThatDoesNotCompileIsFound(String code, int line, @TempDir Path classes) throws IOException {
        Page page = page("# A page\n```java\n" + code + "\n```\n");
        assertThat(new SnippetCompiler(classes).problems(page.codeBlocks()))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith("page.md:" + line + ": "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"int a = 1;", "int a = 1;\nuse(a);", "int a() { return 1; }", "package a; class B {}"})
    void aBlockOfJavaThatCompilesIsAccepted(String code, @TempDir Path classes) throws IOException {
        Page page = page("```java\n" + code + "\n```\n");
        assertThat(new SnippetCompiler(classes).problems(page.codeBlocks())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xml|<a>",
                "json|{\"a\": 1, \"a\": 2}",
                "json|{} {}",
                "yaml|a: {",
                "properties|key",
                "sh|if true",
                "cobol|STOP RUN"
            })
    void aBlockThatIsNotWellFormedIsFound(String language, String text) throws IOException, InterruptedException {
        Page page = page("```" + language + "\n" + text + "\n```\n");
        assertThat(SyntaxCheck.problems(page.codeBlocks()))
                .singleElement()
                .asString()
                .startsWith("page.md:1: ");
    }

    @Test
    void codeWithoutAFenceIsFound() throws IOException {
        assertThat(page("# A page\n\n    code\n\na <b>word</b>\n\n<p>text</p>\n")
                        .uncheckedLines())
                .isEqualTo(List.of(3, 5, 5, 7));
    }

    private Page page(String text) throws IOException {
        Path file = Files.writeString(root.resolve("page.md"), text);
        return Page.read(root, file);
    }
}
