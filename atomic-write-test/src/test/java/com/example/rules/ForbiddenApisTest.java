package com.example.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import de.thetaphi.forbiddenapis.Checker;
import de.thetaphi.forbiddenapis.ForbiddenApiException;
import de.thetaphi.forbiddenapis.Logger;
import io.github.atomicwrite.test.AtomicWriteRules;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list in the jar, as forbidden-apis reads it. */
class ForbiddenApisTest {
    private static final Pattern LINE = Pattern.compile("Samples\\.java:(\\d+)\\)");

    @Test
    void findsWhatTheRuleFindsAndALittleMore() throws Exception {
        Set<Integer> byRule = lines(AtomicWriteRules.NO_FILE_IS_WRITTEN_IN_PLACE
                .evaluate(new ClassFileImporter().importPackages("com.example.rules"))
                .getFailureReport()
                .getDetails());
        Set<Integer> byForbiddenApis = lines(check());

        List<String> source = Files.readAllLines(Path.of("src/test/java/com/example/rules/Samples.java"));
        TreeSet<Integer> alone = new TreeSet<>(byForbiddenApis);
        alone.removeAll(byRule);
        // It doesn't look at arguments, and takes an annotation for a class or method alone, not for what is nested in
        // it.
        assertThat(alone)
                .hasSizeGreaterThanOrEqualTo(6)
                .allSatisfy(line -> assertThat(
                                String.join("", source.subList(line - 4, Math.min(line + 5, source.size()))))
                        .containsAnyOf("APPEND", "true", "public void run()", "Nested(FileOutputStream other)"));
        TreeSet<Integer> missed = new TreeSet<>(byRule);
        missed.removeAll(byForbiddenApis);
        assertThat(missed)
                .singleElement()
                .satisfies(line -> assertThat(source.subList(line - 4, line))
                        .as("it takes a blank reason for one")
                        .anyMatch(text -> text.contains("@WritesInPlace(\"  \")")));
    }

    private static Set<Integer> lines(List<String> findings) {
        Set<Integer> lines = new TreeSet<>();
        for (String finding : findings) {
            Matcher line = LINE.matcher(finding);
            if (line.find()) {
                lines.add(Integer.valueOf(line.group(1)));
            }
        }
        return lines;
    }

    /** As the Maven plugin does it, with the same list and the same annotation. */
    private static List<String> check() throws Exception {
        Collected log = new Collected();
        Checker checker = new Checker(log, ForbiddenApisTest.class.getClassLoader(), Checker.Option.FAIL_ON_VIOLATION);
        try (InputStream list =
                AtomicWriteRules.class.getResourceAsStream("/io/github/atomicwrite/test/writes-in-place.txt")) {
            checker.parseSignaturesFile(list, "writes-in-place.txt");
        }
        checker.addSuppressAnnotation("**.WritesInPlace");
        try (Stream<Path> classes = Files.walk(Path.of("target/test-classes/com/example/rules"))) {
            for (Path file :
                    (Iterable<Path>) classes.filter(path -> path.toString().endsWith(".class"))::iterator) {
                checker.addClassToCheck(file.toFile());
            }
        }
        try {
            checker.run();
        } catch (ForbiddenApiException found) {
            assertThat(found).hasMessageContaining("forbidden API calls");
        }
        return log.errors;
    }

    private static final class Collected implements Logger {
        private final List<String> errors = new ArrayList<>();

        @Override
        public void error(String message) {
            errors.addAll(message.lines().toList());
        }

        @Override
        public void warn(String message) {}

        @Override
        public void info(String message) {}

        @Override
        public void debug(String message) {}
    }
}
