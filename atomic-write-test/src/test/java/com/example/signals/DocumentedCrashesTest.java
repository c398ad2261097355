package com.example.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.example.AdoptingPage;
import com.example.signals.SignalStateTest.State;
import com.example.signals.fixed.FixedSignalState;
import com.example.signals.naive.NaiveSignalState;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.atomicwrite.test.AtomicWriteRules;
import io.github.atomicwrite.test.CrashTest;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page shows what the two tools find in the naive service. */
class DocumentedCrashesTest {
    private static final Path TESTS_OF_THE_STARTER = Path.of("../atomic-write-spring-boot-starter");
    private static final Pattern CRASH_TESTS = Pattern.compile(
            "<!-- snippet: (src/test/\\S+Tests\\.java) -->\n```java\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void showsWhatTheRuleFinds() throws Exception {
        Throwable found = catchThrowable(() -> AtomicWriteRules.NO_FILE_IS_WRITTEN_IN_PLACE.check(
                new ClassFileImporter().importPackagesOf(NaiveSignalState.class)));
        assertThat(found).isInstanceOf(AssertionError.class);
        String message = found.getMessage();
        assertThat(AdoptingPage.text()).contains("```\n" + message.substring(message.indexOf("Rule '")) + "\n```");
    }

    @Test
    @DisplayName("T1 the page shows the message of a crash test that fails")
    void showsTheMessageOfACrashTest() {
        assertThatThrownBy(State.OFFSETS.crashTest(NaiveSignalState::new)::survivesKill)
                .satisfies(broken -> assertThat(AdoptingPage.text()).contains("```\n" + broken.getMessage() + "\n```"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("T1 the page shows how many states of each file break")
    void showsWhatACrashDoesToEachFile(State state) throws Exception {
        List<String> cells = AdoptingPage.row("`" + state.file());
        CrashTest naive = state.crashTest(NaiveSignalState::new);
        CrashTest fixed = state.crashTest(FixedSignalState::new);
        assertThat(cells.get(1)).matches(".*\\b" + AdoptingPage.figure(naive::survivesKill) + "\\b.*");
        assertThat(cells.get(2)).matches(".*\\b" + AdoptingPage.figure(naive::survivesPowerLoss) + "\\b.*");
        assertThat(cells.get(3)).isEqualTo("old or new");
        assertThat(AdoptingPage.figure(fixed::survivesKill)).startsWith("0 of ");
        assertThat(AdoptingPage.figure(fixed::survivesPowerLoss)).startsWith("0 of ");
    }

    @Test
    void showsTheCrashTestsThatTheStarterRuns() throws Exception {
        Matcher shown = CRASH_TESTS.matcher(AdoptingPage.text());
        assertThat(shown.find()).isTrue();
        assertThat(TESTS_OF_THE_STARTER.resolve(shown.group(1))).hasContent(shown.group(2));
    }
}
