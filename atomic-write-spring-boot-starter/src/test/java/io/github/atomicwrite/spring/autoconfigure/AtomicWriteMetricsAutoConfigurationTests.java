package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.micrometer.MicrometerCommitListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class AtomicWriteMetricsAutoConfigurationTests {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AtomicWriteAutoConfiguration.class, AtomicWriteMetricsAutoConfiguration.class));

    @TempDir
    Path directory;

    @Test
    void recordsInTheApplicationsRegistry() {
        application.withBean(SimpleMeterRegistry.class).run(context -> {
            context.getBean(AtomicFileWriter.class).writeString(directory.resolve("file"), "new");
            assertThat(commitsIn(context.getBean(MeterRegistry.class))).isOne();
        });
    }

    @Test
    void recordsInEachOfSeveralRegistries() {
        application.withUserConfiguration(SeveralRegistries.class).run(context -> {
            context.getBean(AtomicFileWriter.class).writeString(directory.resolve("file"), "new");
            assertThat(context.getBeansOfType(MeterRegistry.class).values())
                    .hasSize(2)
                    .allSatisfy(registry -> assertThat(commitsIn(registry)).isOne());
        });
    }

    @Test
    void worksWithoutARegistry() {
        application.run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean("atomicWriteMeters");
            context.getBean(AtomicFileWriter.class).writeString(directory.resolve("file"), "new");
            assertThat(directory.resolve("file")).hasContent("new");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "off", "no", "0", "FALSE"})
    void canBeSwitchedOffInAnySpelling(String off) {
        application
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues("atomic-write.metrics.enabled=" + off)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("atomicWriteMeters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "on", "yes", "1"})
    void canBeSwitchedOnInAnySpelling(String on) {
        application
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues("atomic-write.metrics.enabled=" + on)
                .run(context -> assertThat(context).hasBean("atomicWriteMeters"));
    }

    @Test
    void backsOffForTheUsersOwnListener() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MicrometerCommitListener own = new MicrometerCommitListener(registry);
        application
                .withBean(SimpleMeterRegistry.class)
                .withBean(MicrometerCommitListener.class, () -> own)
                .run(context -> {
                    assertThat(context).doesNotHaveBean("atomicWriteMeters");
                    context.getBean(AtomicFileWriter.class).writeString(directory.resolve("file"), "new");
                    assertThat(commitsIn(registry)).isOne();
                    assertThat(context.getBean(MeterRegistry.class)
                                    .find("atomic.write.commit")
                                    .meter())
                            .isNull();
                });
    }

    private static long commitsIn(MeterRegistry registry) {
        return registry.get("atomic.write.commit")
                .tags("outcome", "committed", "exception", "none")
                .timer()
                .count();
    }

    @Configuration(proxyBeanMethods = false)
    static class SeveralRegistries {
        @Bean
        SimpleMeterRegistry one() {
            return new SimpleMeterRegistry();
        }

        @Bean
        SimpleMeterRegistry two() {
            return new SimpleMeterRegistry();
        }
    }
}
