package io.github.atomicwrite.crash.volume;

import io.github.atomicwrite.crash.content.AcknowledgementCounter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A FUSE file system with one file, {@value #FILE}. A loop device turns that file into a block device.
 *
 * <p>The server implements the protocol of {@code linux/fuse.h}. Its standard input is {@code /dev/fuse}, opened for
 * reading and writing.
 */
public final class FuseServer {
    public static final String FILE = "img";

    private static final int LOOKUP = 1;
    private static final int FORGET = 2;
    private static final int GETATTR = 3;
    private static final int SETATTR = 4;
    private static final int OPEN = 14;
    private static final int READ = 15;
    private static final int WRITE = 16;
    private static final int STATFS = 17;
    private static final int RELEASE = 18;
    private static final int FSYNC = 20;
    private static final int FLUSH = 25;
    private static final int INIT = 26;
    private static final int OPENDIR = 27;
    private static final int RELEASEDIR = 29;
    private static final int ACCESS = 34;
    private static final int INTERRUPT = 36;
    private static final int BATCH_FORGET = 42;
    private static final int FALLOCATE = 43;

    private static final int ENOENT = 2;
    private static final int ENOSYS = 38;
    private static final int EOPNOTSUPP = 95;

    private static final int HEADER = 40;
    private static final int WRITE_HEADER = 40;
    private static final int MAX_WRITE = 1 << 20;
    private static final int BIG_WRITES = 1 << 5;
    private static final int MAX_PAGES = 1 << 22;
    private static final int MINOR = 31;
    private static final long ROOT_INODE = 1;
    private static final long FILE_INODE = 2;
    private static final long VALID_SECONDS = 3600;

    private final FileChannel requests = new FileInputStream(FileDescriptor.in).getChannel();
    private final FileChannel replies = new FileOutputStream(FileDescriptor.in).getChannel();
    private final BlockDevice device;

    private FuseServer(BlockDevice device) {
        this.device = device;
    }

    /**
     * Serves an image until it is unmounted.
     *
     * @param args the image, the log to write, and the file of the acknowledgement counter
     */
    public static void main(String[] args) throws IOException {
        try (BlockLog log = BlockLog.create(Path.of(args[1]))) {
            new FuseServer(new LoggedDevice(Path.of(args[0]), log, AcknowledgementCounter.in(Path.of(args[2]))))
                    .serve();
        }
    }

    private void serve() throws IOException {
        ByteBuffer request = buffer();
        ByteBuffer reply = buffer();
        while (receive(request)) {
            int operation = request.getInt(4);
            if (operation == FORGET || operation == BATCH_FORGET || operation == INTERRUPT) {
                continue; // These requests have no reply.
            }
            reply.clear().putInt(0).putInt(0).putLong(request.getLong(8));
            int error = answer(operation, request, reply);
            reply.flip();
            reply.putInt(0, reply.limit()).putInt(4, -error);
            replies.write(reply);
        }
    }

    /** Waits for a request. At an unmount, the kernel ends the connection with the error ENODEV. */
    private boolean receive(ByteBuffer request) {
        request.clear();
        try {
            requests.read(request);
        } catch (IOException unmounted) {
            return false;
        }
        request.flip();
        return true;
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(MAX_WRITE + 64 * 1024).order(ByteOrder.nativeOrder());
    }

    /** Puts the answer after the header of the reply, and returns an error number or 0. */
    private int answer(int operation, ByteBuffer request, ByteBuffer reply) throws IOException {
        long inode = request.getLong(16);
        switch (operation) {
            case INIT -> {
                reply.putInt(7).putInt(MINOR).putInt(0).putInt(BIG_WRITES | MAX_PAGES);
                reply.putShort((short) 16)
                        .putShort((short) 12)
                        .putInt(MAX_WRITE)
                        .putInt(1);
                reply.putShort((short) (MAX_WRITE / 4096)).put(new byte[34]);
            }
            case LOOKUP -> {
                byte[] name = new byte[request.limit() - HEADER - 1];
                request.get(HEADER, name);
                if (!new String(name, StandardCharsets.UTF_8).equals(FILE)) {
                    return ENOENT;
                }
                reply.putLong(FILE_INODE).putLong(0).putLong(VALID_SECONDS).putLong(VALID_SECONDS);
                putAttributes(FILE_INODE, reply.putLong(0));
            }
            case GETATTR, SETATTR ->
                putAttributes(inode, reply.putLong(VALID_SECONDS).putLong(0));
            case OPEN, OPENDIR -> reply.putLong(0).putLong(0);
            case READ -> reply.put(device.read(request.getLong(HEADER + 8), request.getInt(HEADER + 16)));
            case WRITE -> {
                byte[] bytes = new byte[request.getInt(HEADER + 16)];
                request.get(HEADER + WRITE_HEADER, bytes);
                device.write(request.getLong(HEADER + 8), bytes);
                reply.putInt(bytes.length).putInt(0);
            }
            case FSYNC -> device.flush();
            case STATFS -> reply.put(new byte[40]).putInt(4096).putInt(255).put(new byte[32]);
            case RELEASE, FLUSH, RELEASEDIR, ACCESS -> {
                // These need no action, and their reply is empty.
            }
            case FALLOCATE -> {
                return EOPNOTSUPP;
            }
            default -> {
                return ENOSYS;
            }
        }
        return 0;
    }

    private void putAttributes(long inode, ByteBuffer reply) {
        boolean isRoot = inode == ROOT_INODE;
        long size = isRoot ? 0 : device.size();
        reply.putLong(inode).putLong(size).putLong(size / 512).put(new byte[36]);
        reply.putInt(isRoot ? 0040700 : 0100600).putInt(1).putInt(0).putInt(0).putInt(0);
        reply.putInt(4096).putInt(0);
    }
}
