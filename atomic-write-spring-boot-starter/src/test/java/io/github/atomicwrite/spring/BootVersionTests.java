package io.github.atomicwrite.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** Checks the version of Boot on the class path: the same tests run on two versions. */
class BootVersionTests {
    @Test
    void isTheVersionThatTheBuildNames() {
        assertThat(SpringBootVersion.getVersion())
                .isNotNull()
                .isEqualTo(System.getProperty("expected.spring-boot.version"));
    }
}
