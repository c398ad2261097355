import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import io.github.atomicwrite.WritesInPlace;
import io.github.atomicwrite.test.AtomicWriteRules;
import io.github.atomicwrite.test.CrashTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class Surroundings {
    abstract String table();

    /** The program under test. */
    static class Seen {
        Seen(Path directory) {}

        void add(String id) throws IOException {}

        Set<String> ids() throws IOException {
            return Set.of();
        }
    }
}
