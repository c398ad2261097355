package io.github.atomicwrite.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionBitsTest {
    @Test
    void convertsToAndFromThePermissionsThatJavaNames() {
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rwxr-x--x");
        assertThat(PermissionBits.permissions(0751)).isEqualTo(permissions);
        assertThat(PermissionBits.mode(permissions)).isEqualTo(0751);
        assertThat(PermissionBits.permissions(0)).isEmpty();
    }

    @Test
    void refusesBitsThatJavaHasNoNameFor() {
        assertThatThrownBy(() -> PermissionBits.permissions(01644))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("1644");
    }
}
