package io.ovoscope.agent.checkpoint;

/**
 * Which snapshots are kept as model files, and where.
 *
 * @param directory each run has a folder of its own in it; empty for no checkpoints
 * @param maxCheckpoints most that are kept of a run
 * @param newest how many of these are the newest, whatever their steps; the others are spread evenly over the logarithm of the step
 * @param maxMebibytes most that a run's checkpoints take
 * @param every least number of steps between two checkpoints; 1 for one with every snapshot. The first and the last snapshot always
 *     have one.
 * @param saveUpdater whether the updater's state is copied and kept too, so that training can resume from a checkpoint as it was
 */
public record CheckpointSettings(
        String directory, int maxCheckpoints, int newest, long maxMebibytes, long every, boolean saveUpdater) {
    private static final long MOST_MEBIBYTES = 1L << 40;

    public CheckpointSettings {
        if (maxCheckpoints < 1) {
            throw new IllegalArgumentException("maxCheckpoints " + maxCheckpoints + ": expecting maxCheckpoints >= 1");
        }
        if (newest < 1 || newest > maxCheckpoints) {
            throw new IllegalArgumentException(
                    "newest " + newest + ": expecting 1 <= newest <= maxCheckpoints = " + maxCheckpoints);
        }
        if (maxMebibytes < 1 || maxMebibytes > MOST_MEBIBYTES) {
            throw new IllegalArgumentException(
                    "maxMebibytes " + maxMebibytes + ": expecting 1 <= maxMebibytes <= " + MOST_MEBIBYTES);
        }
        if (every < 1) {
            throw new IllegalArgumentException("every " + every + ": expecting every >= 1");
        }
    }

    public static CheckpointSettings defaults() {
        return new CheckpointSettings("", 32, 8, 4096, 1, false);
    }

    /** Whether checkpoints are kept at all. */
    public boolean isOn() {
        return !directory.isBlank();
    }

    public long maxBytes() {
        return maxMebibytes << 20;
    }

    public CheckpointSettings withDirectory(String where) {
        return new CheckpointSettings(where, maxCheckpoints, newest, maxMebibytes, every, saveUpdater);
    }

    public CheckpointSettings withMaxCheckpoints(int most, int ofThemNewest) {
        return new CheckpointSettings(directory, most, ofThemNewest, maxMebibytes, every, saveUpdater);
    }

    public CheckpointSettings withMaxMebibytes(long most) {
        return new CheckpointSettings(directory, maxCheckpoints, newest, most, every, saveUpdater);
    }

    public CheckpointSettings withEvery(long steps) {
        return new CheckpointSettings(directory, maxCheckpoints, newest, maxMebibytes, steps, saveUpdater);
    }

    public CheckpointSettings withSaveUpdater(boolean save) {
        return new CheckpointSettings(directory, maxCheckpoints, newest, maxMebibytes, every, save);
    }
}
