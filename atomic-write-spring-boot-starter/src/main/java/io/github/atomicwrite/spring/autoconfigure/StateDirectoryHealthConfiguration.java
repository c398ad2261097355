package io.github.atomicwrite.spring.autoconfigure;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

/** What the health of the state directory needs, for both versions of Boot's health contributors. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AtomicWriteProperties.class)
@Import(ConfigurationsOfProperties.class)
class StateDirectoryHealthConfiguration {
    @Bean
    @Order(0)
    UnconfirmedWrites atomicWriteUnconfirmedWrites(StateDirectory directory) {
        return new UnconfirmedWrites(directory.path());
    }
}
