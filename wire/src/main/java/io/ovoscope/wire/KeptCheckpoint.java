package io.ovoscope.wire;

import java.time.Instant;

/**
 * A checkpoint that the agent has on disk.
 *
 * @param step number of updates applied
 * @param takenAt when it was copied
 * @param path where, as the training machine sees it
 * @param bytes its size
 * @param sha256 of the file, in hexadecimal digits
 * @param updater whether the updater's state is in it, so that training can resume from it as it was
 */
public record KeptCheckpoint(long step, Instant takenAt, String path, long bytes, String sha256, boolean updater) {
    public KeptCheckpoint {
        Checks.present("a checkpoint", "takenAt", takenAt);
        Checks.present("a checkpoint", "path", path);
        Checks.present("a checkpoint", "sha256", sha256);
        Checks.atLeast("step", step, 0);
        Checks.atLeast("bytes", bytes, 0);
    }
}
