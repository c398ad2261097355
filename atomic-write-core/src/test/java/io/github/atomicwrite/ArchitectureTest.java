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
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
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
    static final ArchRule THE_STATE_DOES_NOT_KNOW_THE_STORAGE = noClasses()
            .that()
            .resideInAPackage("..state..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Storage.class);

    @ArchTest
    static final ArchRule ONLY_THE_DOOR_CHANGES_FILES = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SystemStorage.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(SystemDirectory.class.getName()) // which is behind the same door
            .and()
            .doNotHaveFullyQualifiedName(SystemLock.class.getName()) // so is this
            .and()
            .doNotHaveFullyQualifiedName(PortableStorage.class.getName())
            .and()
            .doNotHaveFullyQualifiedName("io.github.atomicwrite.state.Quarantine") // which moves its own file aside
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
    static final ArchRule THE_DOOR_DOES_NOT_KNOW_WHY = noClasses()
            .that()
            .areAssignableTo(Storage.class)
            .or()
            .areAssignableTo(Storage.Temporary.class)
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(PendingFile|Durability|Settings|TargetResolver|CommitEvent)");

    @ArchTest
    static final ArchRule WHAT_IS_NOT_PROMISED_IS_NOT_PUBLIC = classes()
            .that()
            .arePublic()
            .should()
            .haveNameMatching(
                    "io\\.github\\.atomicwrite\\.(AtomicFileWriter|PendingFile|WriteBatch|PartialCommitException|FileMode|Durability"
                            + "|ContentWriter|CommitListener|CommitEvent(\\$Outcome)?|UnconfirmedWriteException|StaleTemporaries"
                            + "|state\\.(StateFile|StateFormat|CorruptStateException|CorruptionHandler)"
                            + "|Storage\\$.*|FileStatus\\$.*|package-info|state\\.package-info|state\\.SharedUpdate\\$.*)");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.github.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_IS_SYNCHRONIZED = methods()
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED)
            .because("a monitor pins a virtual thread while it waits for the disk");
}
