package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.CommitListener;
import io.github.atomicwrite.Durability;
import io.github.atomicwrite.FileMode;
import io.github.atomicwrite.spring.StateFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

class AtomicWriteAutoConfigurationTests {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AtomicWriteAutoConfiguration.class,
                    AtomicWriteMetricsAutoConfiguration.class,
                    StateFilesAutoConfiguration.class));

    @TempDir
    Path directory;

    @Test
    void suppliesOneWriter() {
        application.run(context -> {
            Path file = directory.resolve("file");
            context.getBean(AtomicFileWriter.class).writeString(file, "déjà vu");
            assertThat(file).hasContent("déjà vu");
        });
    }

    /** Each further bean makes the start of every application longer. */
    @Test
    void createsNoBeanThatOnlyOtherPropertiesNeed() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AtomicWriteAutoConfiguration.class))
                .run(context -> assertThat(context.getBeanDefinitionNames())
                        .filteredOn(name -> name.startsWith("atomic") || name.contains("atomicwrite"))
                        .containsExactlyInAnyOrder(
                                AtomicWriteAutoConfiguration.class.getName(),
                                "atomic-write-" + AtomicWriteProperties.class.getName(),
                                "atomicFileWriter",
                                "atomicWriteCommitListeners",
                                "atomicWriteStartupSweep"));
    }

    @Test
    void createsTheWriterOnlyIfTheApplicationUsesIt() {
        ApplicationContextRunner writerOnly = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AtomicWriteAutoConfiguration.class));
        writerOnly.run(context -> assertThat(context.getBeanFactory().containsSingleton("atomicFileWriter"))
                .isFalse());
        writerOnly
                .withBean(UsesTheWriter.class)
                .run(context -> assertThat(context.getBeanFactory().containsSingleton("atomicFileWriter"))
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"atomic-write.encoding", "atomic-write.durability"})
    void keepsTheDefaultIfAValueIsBlank(String property) {
        application.withPropertyValues(property + "=").run(context -> {
            AtomicWriteProperties properties = context.getBean(AtomicWriteProperties.class);
            assertThat(properties.getEncoding()).isEqualTo(StandardCharsets.UTF_8);
            assertThat(properties.getDurability()).isEqualTo(Durability.FULL);
            assertThat(context).getBean(AtomicFileWriter.class).isNotNull();
        });
    }

    @Test
    void backsOffForTheUsersOwnWriter() {
        application.withUserConfiguration(OwnWriter.class).run(context -> {
            assertThat(context).hasSingleBean(AtomicFileWriter.class);
            assertThat(context.getBean(AtomicFileWriter.class)).isSameAs(OwnWriter.WRITER);
        });
    }

    @Test
    void callsEveryListenerInOrder() {
        application.withUserConfiguration(Listeners.class).run(context -> {
            context.getBean(AtomicFileWriter.class).writeString(directory.resolve("file"), "new");
            assertThat(context.getBean(Listeners.class).called).containsExactly("first", "second", "third");
        });
    }

    @Test
    void writesWithTheConfiguredModeEncodingAndDurability() {
        application
                .withPropertyValues(
                        "atomic-write.mode=rw-r-----",
                        "atomic-write.encoding=ISO-8859-1",
                        "atomic-write.durability=none")
                .run(context -> {
                    Path file = directory.resolve("file");
                    context.getBean(AtomicFileWriter.class).writeString(file, "é");
                    assertThat(Files.readAllBytes(file)).containsExactly(0xE9);
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-r-----");
                });
    }

    @Test
    void worksWithoutMicrometer() {
        application
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AtomicFileWriter.class)
                        .doesNotHaveBean(CommitListener.class));
    }

    @Test
    void worksWithoutAnyJackson() {
        application
                .withClassLoader(new FilteredClassLoader("tools.jackson", "com.fasterxml.jackson"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(AtomicFileWriter.class)
                        .doesNotHaveBean(StateFiles.class));
    }

    @Test
    void worksWithOnlyBootOnTheClassPath() {
        application
                .withClassLoader(new FilteredClassLoader("io.micrometer", "tools.jackson", "com.fasterxml.jackson"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(AtomicFileWriter.class));
    }

    record UsesTheWriter(AtomicFileWriter writer) {}

    @Configuration(proxyBeanMethods = false)
    static class OwnWriter {
        static final AtomicFileWriter WRITER = AtomicFileWriter.create().withMode(FileMode.of(0600));

        @Bean
        AtomicFileWriter ownWriter() {
            return WRITER;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listeners {
        final List<String> called = new ArrayList<>();

        @Bean
        @Order(3)
        CommitListener third() {
            return event -> called.add("third");
        }

        @Bean
        @Order(1)
        CommitListener first() {
            return event -> called.add("first");
        }

        @Bean
        @Order(2)
        CommitListener second() {
            return event -> called.add("second");
        }
    }
}
