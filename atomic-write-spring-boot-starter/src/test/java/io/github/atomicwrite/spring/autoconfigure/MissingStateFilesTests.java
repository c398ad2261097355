package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.spring.Applications;
import io.github.atomicwrite.spring.StateFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Starts applications that need a {@link StateFiles} bean and don't get one. */
@ExtendWith(OutputCaptureExtension.class)
class MissingStateFilesTests {
    private static final String NEEDED = "Parameter 0 of constructor in " + Service.class.getName()
            + " requires a bean of type '" + StateFiles.class.getName() + "', but there is none.";

    @TempDir
    Path directory;

    @Test
    void saysThatThereIsNoMapper(CapturedOutput output) {
        assertThat(analysisOf(NoMapper.class, output))
                .contains(NEEDED, "There is no JSON mapper bean.")
                .contains("spring-boot-starter-jackson (Spring Boot 4)", "spring-boot-starter-json (Spring Boot 3.5)");
    }

    @Test
    void namesSeveralMappersOfJackson3(CapturedOutput output) {
        assertThat(analysisOf(TwoMappersOfJackson3.class, output))
                .contains(NEEDED)
                .contains("There are 2 JSON mapper beans, and none of them is primary: 'first' and 'second'.")
                .contains("Mark one of them as @Primary");
    }

    @Test
    void namesSeveralMappersOfJackson2(CapturedOutput output) {
        assertThat(analysisOf(ThreeMappersOfJackson2.class, output))
                .contains(NEEDED)
                .contains("There are 3 JSON mapper beans, and none of them is primary: 'one', 'two' and 'three'.")
                .contains("Mark one of them as @Primary");
    }

    @Test
    void saysThatThereIsNoWriter(CapturedOutput output) {
        assertThat(analysisOf(NoWriter.class, output))
                .contains(NEEDED, "There is no AtomicFileWriter bean.", "Define an AtomicFileWriter bean");
    }

    @Test
    void saysThatTheAutoConfigurationIsExcluded(CapturedOutput output) {
        assertThat(analysisOf(Excluded.class, output))
                .contains(
                        NEEDED,
                        "StateFilesAutoConfiguration is not active.",
                        "don't exclude StateFilesAutoConfiguration");
    }

    @Test
    void leavesOtherMissingBeansToBootsOwnAnalyzer(CapturedOutput output) {
        assertThat(analysisOf(OtherBean.class, output))
                .contains("required a bean of type 'java.lang.Runnable' that could not be found")
                .doesNotContain(StateFiles.class.getName());
    }

    @Test
    void leavesSeveralStateFilesBeansToBootsOwnAnalyzer(CapturedOutput output) {
        assertThat(analysisOf(TwoStateFiles.class, output)).contains("required a single bean, but 2 were found");
    }

    @Test
    void startsWithAPrimaryMapper() {
        try (var application =
                Applications.withConfiguration(PrimaryMapper.class, "--atomic-write.state.directory=" + directory)) {
            assertThat(application.getBean(Service.class)).isNotNull();
        }
    }

    private String analysisOf(Class<?> application, CapturedOutput output) {
        assertThatThrownBy(() ->
                        Applications.withConfiguration(application, "--atomic-write.state.directory=" + directory))
                .isNotNull();
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "Description:", "Action:")
                .doesNotContain("\tat ");
        return output.toString();
    }

    static final class Service {
        Service(StateFiles files) {
            assertThat(files).isNotNull();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({AtomicWriteAutoConfiguration.class, StateFilesAutoConfiguration.class})
    @Import(Service.class)
    static class NoMapper {}

    @Configuration(proxyBeanMethods = false)
    @Import(NoMapper.class)
    static class TwoMappersOfJackson3 {
        @Bean
        tools.jackson.databind.json.JsonMapper first() {
            return new tools.jackson.databind.json.JsonMapper();
        }

        @Bean
        tools.jackson.databind.json.JsonMapper second() {
            return new tools.jackson.databind.json.JsonMapper();
        }

        @Bean
        com.fasterxml.jackson.databind.ObjectMapper ofJackson2() {
            return new com.fasterxml.jackson.databind.ObjectMapper();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(NoMapper.class)
    static class ThreeMappersOfJackson2 {
        @Bean
        com.fasterxml.jackson.databind.ObjectMapper one() {
            return new com.fasterxml.jackson.databind.ObjectMapper();
        }

        @Bean
        com.fasterxml.jackson.databind.ObjectMapper two() {
            return new com.fasterxml.jackson.databind.ObjectMapper();
        }

        @Bean
        com.fasterxml.jackson.databind.ObjectMapper three() {
            return new com.fasterxml.jackson.databind.ObjectMapper();
        }

        @Bean(autowireCandidate = false)
        com.fasterxml.jackson.databind.ObjectMapper notACandidate() {
            return new com.fasterxml.jackson.databind.ObjectMapper();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(NoMapper.class)
    static class PrimaryMapper {
        @Bean
        com.fasterxml.jackson.databind.ObjectMapper one() {
            return new com.fasterxml.jackson.databind.ObjectMapper();
        }

        @Bean
        @Primary
        com.fasterxml.jackson.databind.ObjectMapper two() {
            return new com.fasterxml.jackson.databind.ObjectMapper();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(StateFilesAutoConfiguration.class)
    @Import({Service.class, OneMapper.class})
    static class NoWriter {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(AtomicWriteAutoConfiguration.class)
    @Import({Service.class, OneMapper.class})
    static class Excluded {}

    @Configuration(proxyBeanMethods = false)
    static class OneMapper {
        @Bean
        com.fasterxml.jackson.databind.ObjectMapper mapper() {
            return new com.fasterxml.jackson.databind.ObjectMapper();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OtherBean {
        @Bean
        String text(Runnable missing) {
            return missing.toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Service.class)
    static class TwoStateFiles {
        @Bean
        StateFiles first() {
            return files();
        }

        @Bean
        StateFiles second() {
            return files();
        }

        private static StateFiles files() {
            return new StateFiles(
                    Path.of("."),
                    io.github.atomicwrite.AtomicFileWriter.create(),
                    new io.github.atomicwrite.jackson.Jackson2Formats(new com.fasterxml.jackson.databind.ObjectMapper())
                            ::of);
        }
    }
}
