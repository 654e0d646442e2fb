package io.ovoscope.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of a few MiB in memory, which can be filled. */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 4096;

    private final Path path;
    private final int mebibytes;
    private final Path ballast;

    private SmallDisk(Path path, int mebibytes) {
        this.path = path;
        this.mebibytes = mebibytes;
        this.ballast = path.resolve("ballast");
    }

    /** Mounts one on an empty directory; skips the test where that is not allowed. */
    public static SmallDisk mount(Path path, int mebibytes) {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", path.toString()) == 0,
                "needs the right to mount a tmpfs, for a disk that can be filled");
        return new SmallDisk(path, mebibytes);
    }

    public Path path() {
        return path;
    }

    /** Leaves not a byte. */
    public void fill() throws IOException {
        try (OutputStream file = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] block = new byte[BLOCK];
            while (Files.size(ballast) <= ((long) mebibytes << 20)) {
                file.write(block);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
    }

    /** Makes room again. */
    public void empty() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new IllegalStateException("the disk stays full", e);
        }
    }

    @Override
    public void close() {
        // Lazily: a process that was killed may still have files open there.
        run("umount", "-l", path.toString());
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
