package io.github.atomicwrite.internal.storage;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A POSIX access control list (acl(5)) as the kernel passes it, see {@code linux/posix_acl_xattr.h}: a version, then
 * entries of tag, permissions and ID. The group bits of a file that has one are its mask.
 */
final class AccessList {
    static final String ATTRIBUTE = "system.posix_acl_access";

    /** A list that is there, but could not be read. */
    static final AccessList UNREADABLE = new AccessList(new byte[0]);

    private static final int HEADER = 4;
    private static final int ENTRY = 8;
    private static final int PERMISSIONS_AT = 2;

    private static final int OWNER = 0x01;
    private static final int USER = 0x02;
    private static final int OWNING_GROUP = 0x04;
    private static final int GROUP = 0x08;
    private static final int MASK = 0x10;
    private static final int OTHERS = 0x20;

    private static final int ALL = 7;
    private static final int ALL_BUT_OWNER = 077;

    private final byte[] bytes;
    private int group;
    private int others;
    private int mask = ALL;

    private boolean hasNamed;

    /** What at least one named user or group may do. */
    private int anyNamed;

    /** What all named users may do, and what all named users and groups may do. */
    private int everyUser = ALL;

    private int everyNamed = ALL;

    private AccessList(byte[] bytes) {
        this.bytes = bytes;
        ByteBuffer entries = wrap(bytes);
        for (int at = HEADER; at + ENTRY <= bytes.length; at += ENTRY) {
            int permissions = entries.getShort(at + PERMISSIONS_AT);
            switch (entries.getShort(at)) {
                case OWNING_GROUP -> group = permissions;
                case OTHERS -> others = permissions;
                case MASK -> mask = permissions;
                case USER -> {
                    hasNamed = true;
                    anyNamed |= permissions;
                    everyNamed &= permissions;
                    everyUser &= permissions;
                }
                case GROUP -> {
                    hasNamed = true;
                    anyNamed |= permissions;
                    everyNamed &= permissions;
                }
                default -> {
                    // The owner's rights stay what they are.
                }
            }
        }
    }

    static AccessList of(MemorySegment value) {
        return new AccessList(value.toArray(ValueLayout.JAVA_BYTE));
    }

    private static ByteBuffer wrap(byte[] list) {
        return ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean isReadable() {
        return bytes.length > HEADER;
    }

    /** Returns whether nobody but the owner may do anything with the file. */
    boolean isPrivate() {
        return isReadable() && others == 0 && ((group | anyNamed) & mask) == 0;
    }

    /** Returns the value of the attribute. */
    byte[] value() {
        return bytes;
    }

    /** Returns the value of the attribute once {@code chmod(2)} has given the file these mode bits. */
    byte[] valueWith(int mode) {
        byte[] changed = bytes.clone();
        ByteBuffer entries = wrap(changed);
        for (int at = HEADER; at + ENTRY <= changed.length; at += ENTRY) {
            int shift =
                    switch (entries.getShort(at)) {
                        case OWNER -> 6;
                        case MASK -> 3;
                        case OTHERS -> 0;
                        default -> -1;
                    };
            if (shift >= 0) {
                entries.putShort(at + PERMISSIONS_AT, (short) ((mode >> shift) & ALL));
            }
        }
        return changed;
    }

    /**
     * Returns the mode of a file that can't have this list, so that nobody gets more rights than the list gives: the
     * group has those of its own entry. Rights that the list denies to a named user or group are also denied to the
     * group and to others, because that user or group may be among them.
     */
    int modeWithout(int mode) {
        if (!isReadable()) {
            return mode & ~ALL_BUT_OWNER;
        }
        int groupMay = group & everyUser & mask;
        int othersMay = hasNamed ? others & everyNamed & mask : others;
        return mode & (~ALL_BUT_OWNER | (groupMay << 3) | othersMay);
    }
}
