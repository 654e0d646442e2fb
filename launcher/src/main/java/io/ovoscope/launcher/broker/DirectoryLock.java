package io.ovoscope.launcher.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One owner of a data directory at a time, by a lock on its file {@code broker.lock}, which holds the owner's process id.
 * The operating system gives the lock up when its owner ends, however it ends. Kafka has a lock of its own, but takes it
 * only after it has touched the metadata log, and two brokers on one directory corrupt that.
 */
final class DirectoryLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);

    private static final String FILE = "broker.lock";

    /**
     * The directories locked by this JVM. POSIX drops a process's lock when it closes any descriptor of the file, so a
     * second owner in one JVM must be turned away before it opens the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Locks a directory that exists.
     *
     * @throws BrokerStartException if it has an owner, who is named, or its lock file cannot be written
     */
    static DirectoryLock acquire(Path given) throws BrokerStartException {
        try {
            Path directory = given.toRealPath();
            if (!HELD_HERE.add(directory)) {
                throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
            }
            return lockFile(directory);
        } catch (IOException e) {
            throw new BrokerStartException("cannot write to the data directory " + given + ": " + e, e);
        }
    }

    private static DirectoryLock lockFile(Path directory) throws IOException, BrokerStartException {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    directory.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw inUse(directory, read(channel));
            }
            write(channel, Long.toString(ProcessHandle.current().pid()));
            return new DirectoryLock(directory, channel);
        } catch (IOException | BrokerStartException e) {
            if (channel != null) {
                channel.close();
            }
            HELD_HERE.remove(directory);
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            LOG.warn("cannot give up the lock of {} cleanly", directory, e);
        }
        HELD_HERE.remove(directory);
    }

    private static BrokerStartException inUse(Path directory, String pid) {
        String owner = pid.isBlank() ? "another process" : "process " + pid.strip();
        return new BrokerStartException(
                "the data directory " + directory + " is in use by " + owner
                        + ", a running demo, view or up: wait until it ends or press Ctrl-C there, or choose another directory (--data)");
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), Long.BYTES * 4L));
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    }

    private static void write(FileChannel channel, String pid) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    }
}
