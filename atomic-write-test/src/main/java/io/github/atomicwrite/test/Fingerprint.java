package io.github.atomicwrite.test;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Is the same for two disks that look alike to a program: the same names, kinds and contents. */
final class Fingerprint {
    private Fingerprint() {}

    static BigInteger of(Content content) {
        MessageDigest digest = sha256();
        add(digest, content.bytes());
        return new BigInteger(digest.digest());
    }

    static BigInteger of(Disk disk) {
        MessageDigest digest = sha256();
        disk.paths().forEach((path, number) -> {
            add(digest, path.getBytes(StandardCharsets.UTF_8));
            Inode inode = disk.inode(number);
            add(digest, new byte[] {
                (byte) (inode instanceof Inode.Directory ? 1 : inode instanceof Inode.SymbolicLink ? 2 : 3)
            });
            if (inode instanceof Inode.SymbolicLink link) {
                add(digest, link.target().getBytes(StandardCharsets.UTF_8));
            } else if (inode instanceof Inode.RegularFile file) {
                add(digest, file.content().bytes());
            }
        });
        return new BigInteger(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has it", impossible);
        }
    }
}
