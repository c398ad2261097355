package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.spring.Applications;
import io.github.atomicwrite.spring.StateFiles;
import io.github.atomicwrite.spring.StateMapper;
import io.github.atomicwrite.state.IncompatibleStateException;
import io.github.atomicwrite.state.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** S10: the format of state files is their own. */
class StateMapperTests {
    private static final String BY_THE_STATES_MAPPER = "{\"FirstSeen\":1}";
    private static final String BY_THE_APPLICATIONS_MAPPER = "{\"first_seen\":1}";

    @TempDir
    Path directory;

    record State(int firstSeen) {}

    @Test
    @DisplayName("S10 the qualified mapper wins over the application's")
    void winsOverTheApplicationsMapper() {
        application().withUserConfiguration(Web3.class, State3.class).run(this::writesByTheStatesMapper);
    }

    @Test
    @DisplayName("S10 the qualified mapper wins although the application's is primary")
    void winsOverAPrimaryMapper() {
        application()
                .withUserConfiguration(PrimaryWeb3.class, CandidateState3.class)
                .run(this::writesByTheStatesMapper);
    }

    @Test
    @DisplayName("S10 a qualified mapper of Jackson 2 wins over the application's of Jackson 3")
    void winsOverTheOtherJackson() {
        application().withUserConfiguration(Web3.class, State2.class).run(this::writesByTheStatesMapper);
    }

    @Test
    @DisplayName("S10 a qualified mapper of Jackson 2 works without Jackson 3")
    void worksWithJackson2Alone() {
        application()
                .withUserConfiguration(Web2.class, State2.class)
                .withClassLoader(new FilteredClassLoader("tools.jackson"))
                .run(this::writesByTheStatesMapper);
    }

    @Test
    @DisplayName("S10 the mapper is the application's where none is qualified")
    void isTheApplicationsWhereNoneIsQualified() {
        application()
                .withUserConfiguration(Web3.class)
                .run(context -> assertThat(writtenBy(context)).isEqualTo(BY_THE_APPLICATIONS_MAPPER));
    }

    @Test
    @DisplayName("S10 two qualified mappers fail the start")
    void failsTheStartIfThereAreTwo() {
        application()
                .withUserConfiguration(State3.class, AnotherState3.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("expected single matching bean but found 2"));
    }

    @Test
    @DisplayName("S10 the mapper that Boot makes stays the application's")
    void leavesBootsMapperToTheApplication() throws IOException {
        try (ConfigurableApplicationContext boot = new SpringApplicationBuilder(Applications.Empty.class, State3.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run("--atomic-write.state.directory=" + directory)) {
            boot.getBean(StateFiles.class).open("state.json", State.class).write(new State(1));
            assertThat(directory.resolve("state.json")).hasContent(BY_THE_STATES_MAPPER);
            boolean boot3 = SpringBootVersion.getVersion().startsWith("3.");
            assertThat(boot.containsBean(boot3 ? "jacksonObjectMapper" : "jacksonJsonMapper"))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("S8 holds whatever spring.jackson.* says; the old file stays after a change of the naming strategy")
    void refusesItsOldFileAfterAChangeOfTheNamingStrategy() throws IOException {
        Path file = directory.resolve("state.json");
        try (ConfigurableApplicationContext before = boot()) {
            before.getBean(StateFiles.class).open("state.json", State.class).write(new State(1));
        }
        String old = Files.readString(file);
        try (ConfigurableApplicationContext after = boot(
                "--spring.jackson.property-naming-strategy=SNAKE_CASE",
                "--spring.jackson.default-property-inclusion=non_default",
                "--spring.jackson.deserialization.fail-on-unknown-properties=false",
                "--spring.jackson.deserialization.fail-on-null-for-primitives=false")) {
            StateFile<State> state = after.getBean(StateFiles.class).open("state.json", State.class);
            assertThatThrownBy(() -> state.update(() -> new State(0), same -> same))
                    .isInstanceOf(IncompatibleStateException.class)
                    .hasMessageContaining("property: first_seen: Missing");
            assertThat(file).hasContent(old);

            state.write(new State(0));
            assertThat(state.read()).contains(new State(0));
        }
    }

    private ConfigurableApplicationContext boot(String... arguments) {
        String[] all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[0] = "--atomic-write.state.directory=" + directory;
        return Applications.withArguments(all);
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(AtomicWriteAutoConfiguration.class, StateFilesAutoConfiguration.class))
                .withPropertyValues("atomic-write.state.directory=" + directory);
    }

    private void writesByTheStatesMapper(AssertableApplicationContext context) throws IOException {
        assertThat(writtenBy(context)).isEqualTo(BY_THE_STATES_MAPPER);
    }

    private String writtenBy(AssertableApplicationContext context) throws IOException {
        context.getBean(StateFiles.class).open("state.json", State.class).write(new State(1));
        return Files.readString(directory.resolve("state.json"));
    }

    private static tools.jackson.databind.json.JsonMapper mapper3(
            tools.jackson.databind.PropertyNamingStrategy strategy) {
        return tools.jackson.databind.json.JsonMapper.builder()
                .propertyNamingStrategy(strategy)
                .build();
    }

    private static com.fasterxml.jackson.databind.ObjectMapper mapper2(
            com.fasterxml.jackson.databind.PropertyNamingStrategy strategy) {
        return new com.fasterxml.jackson.databind.ObjectMapper().setPropertyNamingStrategy(strategy);
    }

    @Configuration(proxyBeanMethods = false)
    static class Web3 {
        @Bean
        tools.jackson.databind.json.JsonMapper web() {
            return mapper3(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PrimaryWeb3 {
        @Bean
        @Primary
        tools.jackson.databind.json.JsonMapper web() {
            return mapper3(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Web2 {
        @Bean
        com.fasterxml.jackson.databind.ObjectMapper web() {
            return mapper2(com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class State3 {
        @Bean(defaultCandidate = false)
        @StateMapper
        tools.jackson.databind.json.JsonMapper stateMapper() {
            return mapper3(tools.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class CandidateState3 {
        @Bean
        @StateMapper
        tools.jackson.databind.json.JsonMapper candidate() {
            return mapper3(tools.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AnotherState3 {
        @Bean(defaultCandidate = false)
        @StateMapper
        tools.jackson.databind.json.JsonMapper another() {
            return mapper3(tools.jackson.databind.PropertyNamingStrategies.LOWER_CASE);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class State2 {
        @Bean(defaultCandidate = false)
        @StateMapper
        com.fasterxml.jackson.databind.ObjectMapper stateMapper() {
            return mapper2(com.fasterxml.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE);
        }
    }
}
