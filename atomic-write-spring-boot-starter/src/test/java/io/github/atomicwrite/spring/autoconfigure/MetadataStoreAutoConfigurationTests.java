package io.github.atomicwrite.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.atomicwrite.integration.StateFileMetadataStore;
import io.github.atomicwrite.spring.Applications;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.integration.metadata.MetadataStore;
import org.springframework.integration.metadata.SimpleMetadataStore;

@ExtendWith(OutputCaptureExtension.class)
class MetadataStoreAutoConfigurationTests {
    @TempDir
    Path directory;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AtomicWriteAutoConfiguration.class,
                    StateFilesAutoConfiguration.class,
                    MetadataStoreAutoConfiguration.class))
            .withBean(com.fasterxml.jackson.databind.ObjectMapper.class);

    @Test
    void keepsMetadataInAFileOfTheStateDirectory() {
        for (int run = 0; run < 2; run++) {
            String expected = run == 0 ? null : "1";
            try (ConfigurableApplicationContext boot = Applications.withArguments(
                    "--atomic-write.state.directory=" + directory, "--atomic-write.metadata-store.file=seen.json")) {
                ConcurrentMetadataStore store = boot.getBean("metadataStore", ConcurrentMetadataStore.class);
                assertThat(store).isInstanceOf(StateFileMetadataStore.class);
                assertThat(store.putIfAbsent("a", "1")).isEqualTo(expected);
                assertThat(directory.resolve("seen.json")).hasContent("{\"a\":\"1\"}");
            }
        }
    }

    @Test
    void keepsMetadataInAFileWithAnAbsolutePath() {
        inDirectory()
                .withPropertyValues("atomic-write.metadata-store.file=" + directory.resolve("absolute.json"))
                .run(context -> {
                    context.getBean(ConcurrentMetadataStore.class).put("a", "1");
                    assertThat(directory.resolve("absolute.json")).hasContent("{\"a\":\"1\"}");
                });
    }

    @Test
    void createsNoStoreIfTheFileIsNotSet() {
        inDirectory().run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MetadataStore.class));
    }

    @Test
    void createsNoStoreWithoutSpringIntegration() {
        inDirectory()
                .withPropertyValues("atomic-write.metadata-store.file=seen.json")
                .withClassLoader(new FilteredClassLoader("org.springframework.integration"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("metadataStore"));
    }

    @Test
    void backsOffForTheApplicationsMetadataStore() {
        SimpleMetadataStore own = new SimpleMetadataStore();
        inDirectory()
                .withPropertyValues("atomic-write.metadata-store.file=seen.json")
                .withBean("metadataStore", SimpleMetadataStore.class, () -> own)
                .run(context -> assertThat(context.getBean(MetadataStore.class)).isSameAs(own));
    }

    @Test
    void addsAStoreBesideOneOfAnotherName() {
        inDirectory()
                .withPropertyValues("atomic-write.metadata-store.file=seen.json")
                .withBean("own", SimpleMetadataStore.class)
                .run(context ->
                        assertThat(context.getBean("metadataStore")).isInstanceOf(StateFileMetadataStore.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]"})
    void failsTheStartIfTheFileIsDamagedOrHasAnotherShape(String content) throws Exception {
        Files.writeString(directory.resolve("seen.json"), content);
        inDirectory()
                .withPropertyValues("atomic-write.metadata-store.file=seen.json")
                .run(context -> {
                    assertThat(context).hasFailed();
                    assertThat(context.getStartupFailure())
                            .hasStackTraceContaining("Can't read the metadata store " + directory.resolve("seen.json"));
                    assertThat(directory.resolve("seen.json")).hasContent(content);
                });
    }

    @Test
    void failsTheStartWithoutStateFiles(CapturedOutput output) {
        assertThatThrownBy(() -> Applications.withArguments(
                        "--atomic-write.metadata-store.file=seen.json",
                        "--spring.autoconfigure.exclude=" + StateFilesAutoConfiguration.class.getName()))
                .isInstanceOf(Exception.class);
        assertThat(output.getOut())
                .contains("requires a bean of type 'io.github.atomicwrite.spring.StateFiles', but there is none.")
                .contains("don't exclude StateFilesAutoConfiguration");
    }

    @Test
    void refusesABlankFileAndAUrl(CapturedOutput output) {
        assertThatThrownBy(() -> Applications.withArguments("--atomic-write.metadata-store.file= "))
                .isInstanceOf(Exception.class);
        assertThat(output.getOut())
                .containsPattern("The property atomic-write.metadata-store.file.* is \" ?\"\\. The value is blank\\.")
                .contains("Give the path of a file, or remove the property.");
        assertThatThrownBy(() -> Applications.withArguments("--atomic-write.metadata-store.file=file:seen.json"))
                .isInstanceOf(Exception.class);
        assertThat(output.getOut()).contains("The value is a URL, not a path.");
    }

    private ApplicationContextRunner inDirectory() {
        return application.withPropertyValues("atomic-write.state.directory=" + directory);
    }
}
