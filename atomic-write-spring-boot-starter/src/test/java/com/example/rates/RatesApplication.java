package com.example.rates;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.PublishedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Publishes exchange rates, and serves them. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableScheduling
public class RatesApplication {
    @Bean
    PublishedDirectory rates(AtomicFileWriter writer, @Value("${rates.directory}") Path directory) throws IOException {
        return PublishedDirectory.at(Files.createDirectories(directory), writer);
    }
}
