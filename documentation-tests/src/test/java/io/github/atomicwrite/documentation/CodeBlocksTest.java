package io.github.atomicwrite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeBlocksTest {
    @Test
    void everyBlockOfJavaCompiles(@TempDir Path classes) throws IOException {
        List<CodeBlock> blocks = blocks();
        assertThat(new SnippetCompiler(classes).problems(blocks)).isEmpty();
        assertThat(blocks).filteredOn(block -> block.language().equals("java")).hasSizeGreaterThan(20);
        assertThat(classes).isNotEmptyDirectory();
    }

    @Test
    void everyOtherBlockIsWellFormed() throws IOException, InterruptedException {
        assertThat(SyntaxCheck.problems(blocks())).isEmpty();
    }

    @Test
    void noCodeIsHiddenFromTheChecks() throws IOException {
        assertThat(Documentation.pages())
                .allSatisfy(page -> assertThat(page.uncheckedLines()).isEmpty());
    }

    private static List<CodeBlock> blocks() throws IOException {
        List<CodeBlock> blocks = new ArrayList<>();
        for (Page page : Documentation.pages()) {
            blocks.addAll(page.codeBlocks());
        }
        return blocks;
    }
}
