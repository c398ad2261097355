package io.github.atomicwrite.spring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The conversion of text to a mode. */
@Configuration(proxyBeanMethods = false)
class FileModeConfiguration {
    @Bean
    @ConfigurationPropertiesBinding
    static FileModeConverter atomicWriteFileModeConverter() {
        return new FileModeConverter();
    }
}
