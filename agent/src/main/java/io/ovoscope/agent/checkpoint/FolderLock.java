package io.ovoscope.agent.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One owner of a run's folder at a time, by a lock on a file in it, which the operating system gives up when its owner ends. */
final class FolderLock implements AutoCloseable {
    private static final String FILE = ".lock";

    /**
     * The folders locked by this JVM. POSIX drops a process's lock when it closes any descriptor of the file, so a second owner in one
     * JVM must be turned away before it opens the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Somebody else has the lock. */
    static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;

        InUseException(Path folder) {
            super(folder + " is in use by another agent of the same run: every run needs a name of its own (run)");
        }
    }

    /**
     * Locks a folder that exists.
     *
     * @throws InUseException if it has an owner, in this process or another
     */
    static FolderLock acquire(Path given) throws IOException {
        Path folder = given.toRealPath();
        if (!HELD_HERE.add(folder)) {
            throw new InUseException(folder);
        }
        boolean locked = false;
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            if (!locked) {
                channel.close();
                throw new InUseException(folder);
            }
            return new FolderLock(folder, channel);
        } finally {
            if (!locked) {
                HELD_HERE.remove(folder);
            }
        }
    }

    /** Deletes the lock's file, where nobody is to own the folder any more. */
    void delete() throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    @Override
    public void close() throws IOException {
        HELD_HERE.remove(folder);
        channel.close();
    }
}
