package io.github.atomicwrite;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.File;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Set;

/** The arrows that must never be. */
@AnalyzeClasses(packages = "io.github.atomicwrite", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** What only looks. */
    private static final Set<String> READING =
            Set.of("newInputStream", "readSymbolicLink", "isSymbolicLink", "exists", "lines");

    private static final DescribedPredicate<JavaCall<?>> CHANGES_A_FILE = describe(
            "changes a file",
            call -> call.getTargetOwner().isEquivalentTo(Files.class)
                    ? !READING.contains(call.getName())
                    : call.getName().equals("open")
                            && (call.getTargetOwner().isEquivalentTo(FileChannel.class)
                                    || call.getTargetOwner().isEquivalentTo(AsynchronousFileChannel.class)));

    private static final SliceAssignment TOP_LEVEL_CLASSES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getName().startsWith("io.github.atomicwrite.")
                    ? SliceIdentifier.of(type.getName().replaceAll("\\$.*", ""))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "top-level classes";
        }
    };

    @ArchTest
    static final ArchRule COMPILES_AGAINST_THE_JDK_ALONE = classes()
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify.annotations", "io.github.atomicwrite.."))
            .because("the core has no dependency at run time: no Spring, no Micrometer, no Jackson, no SLF4J");

    @ArchTest
    static final ArchRule THE_WRITER_DOES_NOT_KNOW_THE_STATE = noClasses()
            .that()
            .resideInAPackage("io.github.atomicwrite")
            .should()
            .dependOnClassesThat(resideInAPackage("..state.."));

    @ArchTest
    static final ArchRule INTERNAL_PACKAGES_DO_NOT_KNOW_THEIR_USERS = noClasses()
            .that()
            .resideInAPackage("..internal..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.github.atomicwrite", "..state.."));

    @ArchTest
    static final ArchRule THREADS_DO_NOT_KNOW_THE_STORAGE = noClasses()
            .that()
            .resideInAPackage("io.github.atomicwrite.internal")
            .should()
            .dependOnClassesThat(resideInAPackage("..internal.storage.."));

    @ArchTest
    static final ArchRule ONLY_THE_STORAGE_CHANGES_FILES = noClasses()
            .that()
            .resideOutsideOfPackage("..internal.storage..")
            .should()
            .callMethodWhere(CHANGES_A_FILE);

    @ArchTest
    static final ArchRule NOTHING_IS_A_JAVA_IO_FILE = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(File.class)
            .because("paths of every provider work");

    @ArchTest
    static final ArchRule STREAMS_OF_THE_PROCESS_BELONG_TO_THE_PROGRAM = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule THE_ORDER_KNOWS_NO_CHARSET = noClasses()
            .that()
            .haveSimpleName("PendingFile")
            .should()
            .dependOnClassesThat(resideInAPackage("java.nio.charset"));

    @ArchTest
    static final ArchRule ONLY_THE_API_IS_PUBLIC = classes()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackage("..internal..")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(
                    "io\\.github\\.atomicwrite\\.(AtomicFileWriter|PendingFile|WriteBatch|PartialCommitException|FileMode"
                            + "|Durability|ContentWriter|CommitListener|CommitEvent(\\$Outcome)?|UnconfirmedWriteException"
                            + "|StaleTemporaries|WritesInPlace|PublishedDirectory(\\$Snapshot)?|DirectoryContent"
                            + "|state\\.(StateFile|StateFormat|CorruptStateException|IncompatibleStateException"
                            + "|CorruptionHandler"
                            + "|SharedUpdate\\$.*))");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.github.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CYCLES_OF_CLASSES =
            slices().assignedFrom(TOP_LEVEL_CLASSES).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_IS_SYNCHRONIZED = methods()
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED)
            .because("a monitor pins a virtual thread while it waits for the disk");
}
