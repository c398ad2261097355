package io.github.atomicwrite.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** These tests run twice: what the class path really holds is easily mistaken. */
class BootVersionTests {
    @Test
    void isTheOneThatTheBuildNames() {
        assertThat(SpringBootVersion.getVersion())
                .isNotNull()
                .isEqualTo(System.getProperty("expected.spring-boot.version"));
    }
}
