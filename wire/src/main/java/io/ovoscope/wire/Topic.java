package io.ovoscope.wire;

/** The topics, and how each is kept. Names are {@code <prefix>.<name>}; the prefix is {@code ovoscope} unless configured. */
public enum Topic {
    RUNS("runs", Retention.COMPACTED, true),
    PROBE_SETS("probesets", Retention.COMPACTED, true),
    ACTIVATIONS("activations", Retention.BOUNDED, false),
    PROBES("probes", Retention.COMPACTED, false),
    CURVES("curves", Retention.COMPACTED, false),
    FINDINGS("findings", Retention.COMPACTED, false),
    HEALTH("health", Retention.SHORT, true),
    DEAD_LETTERS("dead-letters", Retention.SHORT, true);

    /** The prefix unless configured. */
    public static final String DEFAULT_PREFIX = "ovoscope";

    /** How long a record stays. */
    public enum Retention {
        /** The newest record of a key, until it is deleted. */
        COMPACTED,
        /** As many bytes as configured: at least two snapshots. */
        BOUNDED,
        /** Some days. */
        SHORT
    }

    private final String shortName;
    private final Retention retention;
    private final boolean onePartition;

    Topic(String shortName, Retention retention, boolean onePartition) {
        this.shortName = shortName;
        this.retention = retention;
        this.onePartition = onePartition;
    }

    public String named(String prefix) {
        return prefix + "." + shortName;
    }

    public Retention retention() {
        return retention;
    }

    /** Whether one partition is enough: every copy reads it whole, or little is written. */
    public boolean onePartition() {
        return onePartition;
    }
}
