package io.github.atomicwrite.internal.storage;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The functions of the C library that make the system calls, with the constants of Linux on x86-64 and aarch64.
 *
 * <p>A function returns what it returns in C, but the negated error number for an error.
 *
 * <p>All of them are called as if they took five {@code long} arguments and returned a {@code long}. The calling
 * conventions of both architectures pass integers and addresses in whole registers, read only the bits that the type
 * has, and ignore further registers. So the linker makes one stub for all, which takes a fraction of the time at
 * start-up. It also lets addresses be numbers: {@link CallMemory} keeps the memory behind them.
 */
@SuppressWarnings("restricted") // this class is not initialized before native access is known to be enabled
final class LibC {
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 01;
    static final int O_CREAT = 0100;
    static final int O_EXCL = 0200;
    static final int O_NONBLOCK = 04000;
    static final int O_CLOEXEC = 02000000;
    static final int O_PATH = 010000000;
    static final int O_DIRECTORY;
    static final int O_NOFOLLOW;

    static {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        O_DIRECTORY = arm ? 040000 : 0200000;
        O_NOFOLLOW = arm ? 0100000 : 0400000;
    }

    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_EMPTY_PATH = 0x1000;

    static final int F_SETLK = 6;
    static final int F_OFD_SETLK = 37;
    static final short F_RDLCK = 0;
    static final short F_WRLCK = 1;

    private static final int AT_NO_AUTOMOUNT = 0x800;
    private static final int SYNC_FILE_RANGE_WRITE = 2;

    /** Type, mode, number of links, owner, group, time of change and inode. */
    private static final int STATX_MASK = 0x19F;

    private static final Linker LINKER = Linker.nativeLinker();

    private static final MethodHandle OPENAT = function("openat");
    private static final MethodHandle CLOSE = function("close");
    private static final MethodHandle PWRITE = function("pwrite");
    private static final MethodHandle FSYNC = function("fsync");
    private static final MethodHandle SYNC_FILE_RANGE = function("sync_file_range");
    private static final MethodHandle STATX = function("statx");
    private static final MethodHandle FCHMOD = function("fchmod");
    private static final MethodHandle FCHOWN = function("fchown");
    private static final MethodHandle FCNTL = function("fcntl");
    private static final MethodHandle RENAMEAT = function("renameat");
    private static final MethodHandle UNLINK = function("unlink");
    private static final MethodHandle RMDIR = function("rmdir");
    private static final MethodHandle LLISTXATTR = function("llistxattr");
    private static final MethodHandle LGETXATTR = function("lgetxattr");
    private static final MethodHandle FGETXATTR = function("fgetxattr");
    private static final MethodHandle FSETXATTR = function("fsetxattr");
    private static final MethodHandle FREMOVEXATTR = function("fremovexattr");
    private static final MethodHandle STRERROR = function("strerror");

    private LibC() {}

    private static MethodHandle function(String name) {
        ValueLayout.OfLong register = ValueLayout.JAVA_LONG;
        return LINKER.downcallHandle(
                LINKER.defaultLookup()
                        .find(name)
                        .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name)),
                FunctionDescriptor.of(register, register, register, register, register, register),
                Linker.Option.captureCallState("errno"));
    }

    static int openat(CallMemory memory, int directory, long path, int flags, int mode) {
        return number(memory, call(OPENAT, memory, directory, path, flags, mode, 0));
    }

    static int close(CallMemory memory, int file) {
        return number(memory, call(CLOSE, memory, file, 0, 0, 0, 0));
    }

    static long pwrite(CallMemory memory, int file, long bytes, long length, long position) {
        return size(memory, call(PWRITE, memory, file, bytes, length, position, 0));
    }

    static int fsync(CallMemory memory, int file) {
        return number(memory, call(FSYNC, memory, file, 0, 0, 0, 0));
    }

    /** Starts to write back the whole file. */
    static int startWriteBack(CallMemory memory, int file) {
        return number(memory, call(SYNC_FILE_RANGE, memory, file, 0, 0, SYNC_FILE_RANGE_WRITE, 0));
    }

    static int statx(CallMemory memory, int directory, long path, int flags) {
        long result = memory.statusAddress();
        return number(memory, call(STATX, memory, directory, path, flags | AT_NO_AUTOMOUNT, STATX_MASK, result));
    }

    static int fchmod(CallMemory memory, int file, int mode) {
        return number(memory, call(FCHMOD, memory, file, mode, 0, 0, 0));
    }

    static int fchown(CallMemory memory, int file, int owner, int group) {
        return number(memory, call(FCHOWN, memory, file, owner, group, 0, 0));
    }

    static int fcntl(CallMemory memory, int file, int command, long argument) {
        return number(memory, call(FCNTL, memory, file, command, argument, 0, 0));
    }

    static int renameat(CallMemory memory, int directory, long from, long to) {
        return number(memory, call(RENAMEAT, memory, directory, from, directory, to, 0));
    }

    static int unlink(CallMemory memory, long path) {
        return number(memory, call(UNLINK, memory, path, 0, 0, 0, 0));
    }

    static int rmdir(CallMemory memory, long path) {
        return number(memory, call(RMDIR, memory, path, 0, 0, 0, 0));
    }

    static int llistxattr(CallMemory memory, long path, MemorySegment names) {
        return (int) size(memory, call(LLISTXATTR, memory, path, names.address(), names.byteSize(), 0, 0));
    }

    static int lgetxattr(CallMemory memory, long path, long name, MemorySegment value) {
        return (int) size(memory, call(LGETXATTR, memory, path, name, value.address(), value.byteSize(), 0));
    }

    static int fgetxattr(CallMemory memory, int file, long name, MemorySegment value) {
        return (int) size(memory, call(FGETXATTR, memory, file, name, value.address(), value.byteSize(), 0));
    }

    static int fsetxattr(CallMemory memory, int file, long name, MemorySegment value) {
        return number(memory, call(FSETXATTR, memory, file, name, value.address(), value.byteSize(), 0));
    }

    static int fremovexattr(CallMemory memory, int file, long name) {
        return number(memory, call(FREMOVEXATTR, memory, file, name, 0, 0, 0));
    }

    /** Returns the system's text of an error, of at most {@code limit} bytes. */
    static MemorySegment strerror(CallMemory memory, int errno, int limit) {
        return MemorySegment.ofAddress(call(STRERROR, memory, errno, 0, 0, 0, 0))
                .reinterpret(limit);
    }

    private static long call(MethodHandle function, CallMemory memory, long a, long b, long c, long d, long e) {
        try {
            return (long) function.invokeExact(memory.state, a, b, c, d, e);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** An {@code int} that a register returns: its upper half means nothing. */
    private static int number(CallMemory memory, long register) {
        return (int) register == -1 ? -memory.errno() : (int) register;
    }

    private static long size(CallMemory memory, long register) {
        return register == -1 ? -memory.errno() : register;
    }
}
