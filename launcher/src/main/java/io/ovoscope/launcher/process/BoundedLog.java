package io.ovoscope.launcher.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log file that cannot fill the disk: when it has grown to its limit it is renamed to {@code <name>.1}, replacing the
 * one before, so that it takes at most twice the limit. Remembers its newest lines for failure reports.
 */
final class BoundedLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedLog.class);

    /** At most this many bytes go into one file. */
    static final long LIMIT_BYTES = 4L << 20;

    private static final int REMEMBERED_LINES = 40;

    private final Path file;
    private final long limitBytes;
    private final Deque<String> newest = new ArrayDeque<>();
    private OutputStream out;
    private long written;
    private boolean failed;

    private BoundedLog(Path file, long limitBytes) throws IOException {
        this.file = file;
        this.limitBytes = limitBytes;
        this.out = append(file);
        this.written = Files.size(file);
    }

    /**
     * Opens the file for appending, with its parent directories.
     *
     * @throws IOException if it cannot be written
     */
    static BoundedLog open(Path file, long limitBytes) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return new BoundedLog(file, limitBytes);
    }

    /** Adds a line. If the disk refuses it, that is logged once and later lines are only remembered. */
    synchronized void add(String line) {
        remember(line);
        if (failed) {
            return;
        }
        try {
            write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            failed = true;
            LOG.warn("cannot write {}: its child's messages are no longer kept", file, e);
        }
    }

    /** The newest lines, oldest first. */
    synchronized List<String> newestLines() {
        return List.copyOf(newest);
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            LOG.warn("cannot close {}", file, e);
        }
    }

    private void remember(String line) {
        if (newest.size() == REMEMBERED_LINES) {
            newest.removeFirst();
        }
        newest.addLast(line);
    }

    private void write(byte[] bytes) throws IOException {
        if (written > 0 && written + bytes.length > limitBytes) {
            out.close();
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            out = append(file);
            written = 0;
        }
        out.write(bytes);
        written += bytes.length;
    }

    private static OutputStream append(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
