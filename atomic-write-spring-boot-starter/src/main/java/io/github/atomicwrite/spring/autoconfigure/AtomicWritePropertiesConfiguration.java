package io.github.atomicwrite.spring.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The properties, their conversion, and the state directory. Each auto-configuration imports them, so that each one
 * works without the others.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AtomicWriteProperties.class)
@Import(StateDirectoryConfiguration.class)
class AtomicWritePropertiesConfiguration {
    @Bean
    @ConfigurationPropertiesBinding
    static FileModeConverter atomicWriteFileModeConverter() {
        return new FileModeConverter();
    }
}
