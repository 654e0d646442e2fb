package io.ovoscope.agent.checkpoint;

import io.ovoscope.wire.KeptCheckpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A checkpoint on disk.
 *
 * @param sidecar the file that describes it, beside the model file
 * @param description what that says
 */
public record StoredCheckpoint(Path sidecar, Checkpoint description) {
    private static final int CHUNK = 1 << 20;

    /**
     * Reads a sidecar.
     *
     * @throws CheckpointFormatException naming the file and what is wrong with it
     */
    public static StoredCheckpoint read(Path sidecar) throws IOException {
        try {
            return new StoredCheckpoint(sidecar, Checkpoint.read(Files.readAllBytes(sidecar)));
        } catch (CheckpointFormatException e) {
            throw new CheckpointFormatException(sidecar + ": " + e.getMessage(), e);
        }
    }

    /** The model file, for {@code ModelSerializer}'s restore call that {@link Checkpoint#network} names. */
    public Path file() {
        return sidecar.resolveSibling(description.file());
    }

    /** Whether both files are there, the model file with its size. Looks no further. */
    boolean isThere() {
        try {
            return Files.isRegularFile(sidecar) && Files.size(file()) == description.bytes();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads the model file through.
     *
     * @throws CheckpointFormatException where it is not the file that was written
     */
    public void requireIntact() throws IOException {
        MessageDigest digest = CheckpointNames.sha256();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file())) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
                bytes += read;
            }
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(description.sha256())) {
            throw new CheckpointFormatException(file() + ": SHA-256 " + found + " of " + bytes + " bytes: expecting "
                    + description.sha256() + " of " + description.bytes() + " bytes");
        }
    }

    /** As the curves topic tells of it. */
    public KeptCheckpoint kept() {
        return new KeptCheckpoint(
                description.step(),
                description.takenAt(),
                file().toAbsolutePath().toString(),
                description.bytes(),
                description.sha256(),
                description.updater());
    }
}
