package io.github.atomicwrite.spring;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.io.File;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The allowed dependencies between packages. */
class ArchitectureTests {
    private static final String[] SPRING = {"org.springframework..", "io.github.atomicwrite.spring.."};
    private static final String[] JACKSON = {"tools.jackson..", "com.fasterxml.jackson.."};

    private static JavaClasses starter;

    @BeforeAll
    static void importTheStarter() {
        starter = new ClassFileImporter()
                .importLocations(List.of(Location.of(
                        StateFiles.class.getProtectionDomain().getCodeSource().getLocation())));
    }

    @Test
    void metersAndFormatsDoNotDependOnSpring() {
        noClasses()
                .that()
                .resideInAnyPackage("io.github.atomicwrite.micrometer", "io.github.atomicwrite.jackson")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SPRING)
                .check(starter);
    }

    @Test
    void metersDependOnCommitEventsAndMicrometerOnly() {
        classes()
                .that()
                .resideInAPackage("io.github.atomicwrite.micrometer")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.micrometer..",
                        "io.github.atomicwrite",
                        "io.github.atomicwrite.internal",
                        "io.github.atomicwrite.micrometer")
                .check(starter);
    }

    @Test
    void formatsDependOnStateFormatsAndJacksonOnly() {
        classes()
                .that()
                .resideInAPackage("io.github.atomicwrite.jackson")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java..",
                                "org.jspecify..",
                                "io.github.atomicwrite.state",
                                "io.github.atomicwrite.jackson")
                        .or(resideInAnyPackage(JACKSON)))
                .check(starter);
    }

    @Test
    void metadataStoresDependOnStateFilesAndSpringIntegrationOnly() {
        classes()
                .that()
                .resideInAPackage("io.github.atomicwrite.integration")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.springframework.integration.metadata",
                        "io.github.atomicwrite",
                        "io.github.atomicwrite.state",
                        "io.github.atomicwrite.integration")
                .check(starter);
    }

    @Test
    void eachVersionOfJacksonIsUsedByItsOwnClassesOnly() {
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Jackson3")
                .and(not(resideInAPackage("io.github.atomicwrite.jackson").and(nested("Jackson3"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(starter);
        noClasses()
                .that()
                .haveSimpleNameNotContaining("Jackson2")
                .and(not(resideInAPackage("io.github.atomicwrite.jackson").and(nested("Jackson2"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
                .check(starter);
    }

    @Test
    void publicSignaturesOfTheSpringPackagesNameNeitherJacksonNorMicrometer() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.github.atomicwrite.spring..")
                .should()
                .notHaveRawReturnType(resideInAnyPackage(JACKSON))
                .andShould()
                .notHaveRawParameterTypes(anyElementThat(
                        resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..", "io.micrometer..")))
                .check(starter);
    }

    @Test
    void eachVersionOfBootsHealthIsUsedByItsOwnClassOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Boot3HealthAutoConfiguration")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.boot.actuate.health..",
                        "org.springframework.boot.actuate.autoconfigure.health..")
                .check(starter);
        noClasses()
                .that()
                .doNotHaveSimpleName("Boot4HealthAutoConfiguration")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.health..")
                .check(starter);
    }

    @Test
    void springPackagesWriteFilesThroughTheWriter() {
        noClasses()
                .should(dependOnClassesThat(assignableTo(Files.class)
                        .or(assignableTo(FileChannel.class))
                        .or(assignableTo(AsynchronousFileChannel.class))))
                .check(starter);
        noClasses().should().dependOnClassesThat().areAssignableTo(File.class).check(starter);
    }

    @Test
    void autoConfigurationsAreFinalAndTheirBeanMethodsPackagePrivate() {
        classes()
                .that()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(starter);
        methods()
                .that()
                .areAnnotatedWith(Bean.class)
                .should()
                .bePackagePrivate()
                .check(starter);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.github.atomicwrite.(**)")
                .should()
                .beFreeOfCycles()
                .check(starter);
    }

    private static DescribedPredicate<JavaClass> nested(String outer) {
        return describe("nested in " + outer, type -> type.getName().contains(outer));
    }
}
