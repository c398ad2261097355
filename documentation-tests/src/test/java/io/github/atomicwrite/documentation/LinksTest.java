package io.github.atomicwrite.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {
    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> problems = new ArrayList<>();
        int links = 0;
        for (Page page : Documentation.pages()) {
            problems.addAll(LinkCheck.problems(page));
            links += page.references().size();
        }
        assertThat(problems).isEmpty();
        assertThat(links).isGreaterThan(100);
    }

    @Test
    void theReadmeLeadsToEveryPage() throws IOException {
        List<String> destinations = Documentation.readme().references().stream()
                .map(Page.Reference::destination)
                .toList();
        assertThat(Documentation.pages())
                .map(Page::name)
                .filteredOn(name -> !name.equals("README.md"))
                .allSatisfy(name -> assertThat(destinations).contains(name));
    }
}
