package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.spring.Applications;
import io.github.atomicwrite.spring.StateFiles;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class StateFilesAutoConfigurationTests {
    private static final String BY_JACKSON_3 = "{\"first_seen\":1}";
    private static final String BY_JACKSON_2 = "{\"FirstSeen\":1}";

    @TempDir
    Path directory;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(AtomicWriteAutoConfiguration.class, StateFilesAutoConfiguration.class));

    record State(int firstSeen) {}

    @Test
    void prefersTheMapperOfJackson3() {
        inDirectory()
                .withUserConfiguration(Jackson2Mapper.class, Jackson3Mapper.class)
                .run(context -> assertThat(writtenBy(context)).isEqualTo(BY_JACKSON_3));
    }

    @Test
    void usesTheMapperOfJackson3WithoutJackson2() {
        inDirectory()
                .withUserConfiguration(Jackson3Mapper.class)
                .withClassLoader(
                        new FilteredClassLoader("com.fasterxml.jackson.databind", "com.fasterxml.jackson.core"))
                .run(context -> assertThat(writtenBy(context)).isEqualTo(BY_JACKSON_3));
    }

    @Test
    void usesTheMapperOfJackson2WithoutJackson3() {
        inDirectory()
                .withUserConfiguration(Jackson2Mapper.class)
                .withClassLoader(new FilteredClassLoader("tools.jackson"))
                .run(context -> assertThat(writtenBy(context)).isEqualTo(BY_JACKSON_2));
    }

    @Test
    void usesTheMapperOfJackson2IfItIsTheOnlyMapper() {
        inDirectory()
                .withUserConfiguration(Jackson2Mapper.class)
                .run(context -> assertThat(writtenBy(context)).isEqualTo(BY_JACKSON_2));
    }

    @Test
    void createsNoStateFilesWithoutAMapper() {
        inDirectory().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(StateFiles.class));
    }

    @Test
    void backsOffForAStateFilesBeanOfTheApplication() {
        StateFiles own = new Jackson3Mapper().own(directory);
        inDirectory()
                .withUserConfiguration(Jackson3Mapper.class)
                .withBean("own", StateFiles.class, () -> own)
                .run(context -> assertThat(context.getBean(StateFiles.class)).isSameAs(own));
    }

    @Test
    void usesTheMapperThatBootConfigures() throws IOException {
        try (ConfigurableApplicationContext boot = Applications.withArguments(
                "--atomic-write.state.directory=" + directory,
                "--spring.jackson.property-naming-strategy=SNAKE_CASE")) {
            StateFile<State> file = boot.getBean(StateFiles.class).open("state.json", State.class);
            file.write(new State(1));
            assertThat(directory.resolve("state.json")).hasContent(BY_JACKSON_3);
            assertThat(file.read()).contains(new State(1));

            StateFile<Instant> time = boot.getBean(StateFiles.class).open("time.json", Instant.class);
            time.write(Instant.EPOCH);
            assertThat(time.read()).contains(Instant.EPOCH);
        }
    }

    @Test
    void keepsTheApplicationsMapperUnchanged() {
        inDirectory().withUserConfiguration(Jackson2Mapper.class).run(context -> {
            writtenBy(context);
            com.fasterxml.jackson.databind.ObjectMapper mapper =
                    context.getBean(com.fasterxml.jackson.databind.ObjectMapper.class);
            assertThat(mapper.readTree("{\"a\":1,\"a\":2} 3").path("a").asInt()).isEqualTo(2);
        });
    }

    @Test
    void createsTheStateDirectory() {
        Path absent = directory.resolve("var/lib/app");
        application
                .withPropertyValues("atomic-write.state.directory=" + absent)
                .withUserConfiguration(Jackson3Mapper.class)
                .run(context -> {
                    context.getBean(StateFiles.class)
                            .open("state.json", State.class)
                            .write(new State(1));
                    assertThat(absent.resolve("state.json")).hasContent(BY_JACKSON_3);
                });
    }

    @Test
    void followsALinkToTheStateDirectory() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);
        application
                .withPropertyValues("atomic-write.state.directory=" + link)
                .withUserConfiguration(Jackson3Mapper.class)
                .run(context -> {
                    context.getBean(StateFiles.class)
                            .open("state.json", State.class)
                            .write(new State(1));
                    assertThat(real.resolve("state.json")).hasContent(BY_JACKSON_3);
                });
    }

    private ApplicationContextRunner inDirectory() {
        return application.withPropertyValues("atomic-write.state.directory=" + directory);
    }

    private String writtenBy(AssertableApplicationContext context) throws IOException {
        context.getBean(StateFiles.class).open("state.json", State.class).write(new State(1));
        return Files.readString(directory.resolve("state.json"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Jackson3Mapper {
        @Bean
        tools.jackson.databind.json.JsonMapper jackson3() {
            return tools.jackson.databind.json.JsonMapper.builder()
                    .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
                    .build();
        }

        StateFiles own(Path directory) {
            return new StateFiles(
                    directory,
                    AtomicFileWriter.create(),
                    new io.github.atomicwrite.jackson.Jackson3Formats(jackson3())::of);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Jackson2Mapper {
        @Bean
        com.fasterxml.jackson.databind.ObjectMapper jackson2() {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .setPropertyNamingStrategy(
                            com.fasterxml.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE);
        }
    }
}
