package io.github.atomicwrite.internal.storage;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Converts mode bits to the nine permissions that Java names, and back. */
final class PermissionBits {
    private static final int BEYOND_PERMISSIONS = 07000;

    private PermissionBits() {}

    /** @throws UnsupportedOperationException if the mode has set-id or sticky bits, which Java has no names for */
    static Set<PosixFilePermission> permissions(int mode) {
        if ((mode & BEYOND_PERMISSIONS) != 0) {
            throw new UnsupportedOperationException(
                    "mode %04o has set-id or sticky bits, which this file system provider can't set".formatted(mode));
        }
        StringBuilder symbols = new StringBuilder("rwxrwxrwx");
        for (int i = 0; i < symbols.length(); i++) {
            if ((mode & (0400 >> i)) == 0) {
                symbols.setCharAt(i, '-');
            }
        }
        return PosixFilePermissions.fromString(symbols.toString());
    }

    static int mode(Set<PosixFilePermission> permissions) {
        String symbols = PosixFilePermissions.toString(permissions);
        int mode = 0;
        for (int i = 0; i < symbols.length(); i++) {
            mode |= symbols.charAt(i) == '-' ? 0 : 0400 >> i;
        }
        return mode;
    }
}
