package io.ovoscope.agent.replay;

import io.ovoscope.agent.checkpoint.Checkpoint;
import io.ovoscope.agent.checkpoint.StoredCheckpoint;
import io.ovoscope.wire.RunManifest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A checkpoint on disk, as far as can be said without reading the parameters.
 *
 * @param path a model file of DL4J's ({@code ModelSerializer})
 * @param step number of updates applied
 * @param takenAt when it was taken
 * @param loss the training loss then; NaN where it is not known
 * @param attempt of the run that took it; 0 where it is not known
 * @param sha256 of the file, in hexadecimal digits; empty where it is not known
 * @param manifest of the run that took it, where the checkpoint says so
 */
public record CheckpointFile(
        Path path,
        long step,
        Instant takenAt,
        double loss,
        int attempt,
        Optional<String> sha256,
        Optional<RunManifest> manifest) {
    public CheckpointFile {
        if (step < 0) {
            throw new IllegalArgumentException("step " + step + " of " + path + ": expecting step >= 0");
        }
        if (attempt < 0) {
            throw new IllegalArgumentException("attempt " + attempt + " of " + path + ": expecting attempt >= 0");
        }
    }

    /** A file of which no more is known than its step and time. */
    public static CheckpointFile of(Path path, long step, Instant takenAt) {
        return new CheckpointFile(path, step, takenAt, Double.NaN, 0, Optional.empty(), Optional.empty());
    }

    /** One of the agent's own store. */
    public static CheckpointFile of(StoredCheckpoint stored) {
        Checkpoint said = stored.description();
        return new CheckpointFile(
                stored.file(),
                said.step(),
                said.takenAt(),
                said.loss(),
                said.attempt(),
                Optional.of(said.sha256()),
                Optional.of(said.manifest()));
    }

    /** The same, said to have been taken then. */
    public CheckpointFile withTakenAt(Instant instant) {
        return new CheckpointFile(path, step, instant, loss, attempt, sha256, manifest);
    }
}
