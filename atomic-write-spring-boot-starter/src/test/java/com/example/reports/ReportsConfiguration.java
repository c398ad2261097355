package com.example.reports;

import io.github.atomicwrite.AtomicFileWriter;
import io.github.atomicwrite.FileMode;
import io.github.atomicwrite.spring.AtomicFileWriterCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A writer of files that everyone may read. The auto-configured writer stays the default. */
@Configuration(proxyBeanMethods = false)
public class ReportsConfiguration {
    @Bean(defaultCandidate = false)
    @Qualifier("publicFiles")
    AtomicFileWriter publicFiles(ObjectProvider<AtomicFileWriterCustomizer> customizers) {
        AtomicFileWriter writer = AtomicFileWriter.create().withMode(FileMode.parse("0644"));
        for (AtomicFileWriterCustomizer customizer : customizers.orderedStream().toList()) {
            writer = customizer.customize(writer);
        }
        return writer;
    }
}
