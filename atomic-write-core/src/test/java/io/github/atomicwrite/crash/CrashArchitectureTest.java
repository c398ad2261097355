package io.github.atomicwrite.crash;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies between the packages of the crash tests. */
@AnalyzeClasses(packages = "io.github.atomicwrite.crash", importOptions = ImportOption.OnlyIncludeTests.class)
class CrashArchitectureTest {
    private static final String CRASH = "io.github.atomicwrite.crash";

    @ArchTest
    static final ArchRule NO_CYCLE_OF_PACKAGES =
            slices().matching("io.github.atomicwrite.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CONTENT_USES_NO_OTHER_PACKAGE = uses("content");

    @ArchTest
    static final ArchRule THE_EVIDENCE_USES_NO_OTHER_PACKAGE = uses("evidence");

    @ArchTest
    static final ArchRule THE_WRITERS_USE_THE_CONTENT = uses("writer", "content");

    @ArchTest
    static final ArchRule THE_VOLUMES_USE_THE_CONTENT = uses("volume", "content");

    @ArchTest
    static final ArchRule THE_TRACES_USE_THE_WRITERS_AND_THE_CONTENT = uses("trace", "writer", "content");

    @ArchTest
    static final ArchRule THE_EXPERIMENTS_USE_ALL_BUT_THE_TESTS =
            uses("experiment", "content", "evidence", "writer", "volume", "trace");

    private static ArchRule uses(String part, String... others) {
        String[] allowed = new String[others.length + 1];
        allowed[0] = CRASH + "." + part;
        for (int i = 0; i < others.length; i++) {
            allowed[i + 1] = CRASH + "." + others[i];
        }
        return classes()
                .that()
                .resideInAPackage(allowed[0])
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(CRASH + "..").or(resideInAnyPackage(allowed)));
    }
}
