package io.github.atomicwrite.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.reports.ReportsConfiguration;
import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.CommitEvent;
import io.github.atomicwrite.CommitListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/** A public report beside a secret, each with its own writer. */
class CustomizerTests {
    @TempDir
    Path directory;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(ReportsConfiguration.class)
    static class TwoWriters {
        final List<String> events = new CopyOnWriteArrayList<>();

        @Bean
        Reports reports(AtomicFileWriter secrets, @Qualifier("publicFiles") AtomicFileWriter publicFiles) {
            return new Reports(secrets, publicFiles);
        }

        @Bean
        @Order(2)
        AtomicFileWriterCustomizer second() {
            return writer -> writer.withListener(event -> events.add("second " + name(event)));
        }

        @Bean
        @Order(1)
        AtomicFileWriterCustomizer first() {
            return writer -> writer.withListener(event -> events.add("first " + name(event)));
        }

        @Bean
        CommitListener listener() {
            return event -> events.add("listener " + name(event));
        }

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }

        private static String name(CommitEvent event) {
            return event.target().getFileName().toString();
        }
    }

    record Reports(AtomicFileWriter secrets, AtomicFileWriter publicFiles) {}

    @Test
    void appliesTheCustomizersToBothWriters() throws IOException {
        try (ConfigurableApplicationContext application = start()) {
            Reports reports = application.getBean(Reports.class);
            assertThat(application.getBean(AtomicFileWriter.class)).isSameAs(reports.secrets());
            reports.secrets().writeString(directory.resolve("secret"), "s");
            reports.publicFiles().writeString(directory.resolve("report"), "r");
            assertThat(modeOf("secret")).isEqualTo("rw-------");
            assertThat(modeOf("report")).isEqualTo("rw-r--r--");
            assertThat(application.getBean(TwoWriters.class).events)
                    .containsExactly(
                            "listener secret",
                            "first secret",
                            "second secret",
                            "listener report",
                            "first report",
                            "second report");
            assertThat(application
                            .getBean(MeterRegistry.class)
                            .get("atomic.write.commit")
                            .timer()
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void writesStateFilesWithTheAutoConfiguredWriter() throws IOException {
        try (ConfigurableApplicationContext application = start()) {
            application
                    .getBean(StateFiles.class)
                    .open("state.json", String.class)
                    .write("new");
            assertThat(modeOf("state.json")).isEqualTo("rw-------");
            assertThat(application.getBean(TwoWriters.class).events)
                    .containsExactly("listener state.json", "first state.json", "second state.json");
        }
    }

    private ConfigurableApplicationContext start() {
        return Applications.withConfiguration(
                TwoWriters.class, "--atomic-write.mode=0600", "--atomic-write.state.directory=" + directory);
    }

    private String modeOf(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name)));
    }
}
