package io.github.atomicwrite.spring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The properties and their conversion. Each auto-configuration imports them, so that each one works without the others.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AtomicWriteProperties.class)
class AtomicWritePropertiesConfiguration {
    @Bean
    @ConfigurationPropertiesBinding
    static FileModeConverter atomicWriteFileModeConverter() {
        return new FileModeConverter();
    }
}
