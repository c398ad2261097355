package com.example.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import com.tngtech.archunit.library.freeze.ViolationStore;
import io.github.atomicwrite.test.AtomicWriteRules;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RuleTest {
    private static final Pattern ORIGIN = Pattern.compile("\\.(\\w+|<init>)\\([^)]*\\)>");

    private static List<String> violations(String packageName) {
        return AtomicWriteRules.NO_FILE_IS_WRITTEN_IN_PLACE
                .evaluate(new ClassFileImporter().importPackages(packageName))
                .getFailureReport()
                .getDetails();
    }

    @Test
    void findsEachDirectWriteAndNothingElse() {
        TreeSet<String> found = new TreeSet<>();
        for (String violation : violations("com.example.rules")) {
            Matcher origin = ORIGIN.matcher(violation);
            assertThat(origin.find()).as(violation).isTrue();
            found.add(origin.group(1));
        }
        assertThat(found)
                .containsExactlyElementsOf(Arrays.stream(Samples.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .map(Method::getName)
                        .filter(name -> name.startsWith("finds"))
                        .sorted()
                        .toList());
    }

    @Test
    void saysWhatToCallInsteadAndWhere() {
        assertThat(violations("com.example.rules"))
                .allMatch(violation -> violation.matches("(?s).* in \\(Samples\\.java:\\d+\\): call .*"))
                .anySatisfy(violation -> assertThat(violation)
                        .contains("Samples.findsFiles()", "java.nio.file.Files.write(")
                        .endsWith(": call AtomicFileWriter.writeBytes(Path, byte[])"));
    }

    @Test
    void acceptsAPackageWithAReason() {
        assertThat(violations("com.example.rules.accepted")).isEmpty();
    }

    @Test
    void canBeFrozenForOldCode() {
        ArchRule frozen = FreezingArchRule.freeze(AtomicWriteRules.NO_FILE_IS_WRITTEN_IN_PLACE)
                .persistIn(new InMemory());
        frozen.check(new ClassFileImporter().importPackages("com.example.rules"));
        assertThat(frozen.evaluate(new ClassFileImporter()
                                .importPackages("com.example.rules", "com.example.signals.naive"))
                        .getFailureReport()
                        .getDetails())
                .as("only what is new")
                .hasSize(5);
    }

    /** A store of its own, so that nothing is written to the project. */
    private static final class InMemory implements ViolationStore {
        private final Map<String, List<String>> violations = new HashMap<>();

        @Override
        public void initialize(java.util.Properties properties) {}

        @Override
        public boolean contains(ArchRule rule) {
            return violations.containsKey(rule.getDescription());
        }

        @Override
        public void save(ArchRule rule, List<String> found) {
            violations.put(rule.getDescription(), found);
        }

        @Override
        public List<String> getViolations(ArchRule rule) {
            return violations.get(rule.getDescription());
        }
    }
}
