package io.ovoscope.collector.topics;

/**
 * How missing topics are created. Topics that exist stay as they are.
 *
 * @param replication replicas of each partition; −1 for the broker's default
 * @param activationPartitions partitions of activations and of probe states: so many layers are scored side by side
 * @param curvePartitions partitions of curves and findings: so many runs are watched side by side
 * @param activationsMebibytesPerPartition what is kept of the activations, at least two snapshots
 * @param activationsSegmentMebibytes size of a log file of activations; whole files are deleted
 * @param maxRecordBytes largest batch of records a topic takes
 * @param healthRetentionHours how long health records stay
 * @param deadLetterRetentionHours how long refused records stay
 */
public record TopicSizes(
        int replication,
        int activationPartitions,
        int curvePartitions,
        int activationsMebibytesPerPartition,
        int activationsSegmentMebibytes,
        int maxRecordBytes,
        int healthRetentionHours,
        int deadLetterRetentionHours) {
    private static final int MAX_PARTITIONS = 1_000;
    private static final int MAX_MEBIBYTES = 1 << 20;

    public TopicSizes {
        if (replication != -1) {
            require("replication", replication, 1, Short.MAX_VALUE);
        }
        require("activationPartitions", activationPartitions, 1, MAX_PARTITIONS);
        require("curvePartitions", curvePartitions, 1, MAX_PARTITIONS);
        require("activationsMebibytesPerPartition", activationsMebibytesPerPartition, 1, MAX_MEBIBYTES);
        require(
                "activationsSegmentMebibytes",
                activationsSegmentMebibytes,
                1,
                Math.min(activationsMebibytesPerPartition, 2_047));
        require("maxRecordBytes", maxRecordBytes, 1 << 16, 1 << 28);
        require("healthRetentionHours", healthRetentionHours, 1, 24 * 365);
        require("deadLetterRetentionHours", deadLetterRetentionHours, 1, 24 * 365);
    }

    /** For one machine: four partitions of 128 MiB of activations, the broker's replication. */
    public static TopicSizes defaults() {
        return new TopicSizes(-1, 4, 4, 128, 64, 1_048_588, 24, 168);
    }

    private static void require(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    field + " " + value + ": expecting " + min + " <= " + field + " <= " + max);
        }
    }
}
