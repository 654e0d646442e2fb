package io.ovoscope.launcher.bench.agent;

/** What listens to a training. */
enum Side {
    /** Nothing: what all others are compared with. */
    BARE("bare", 0),
    /** The agent within its default budget, asked for a snapshot at every step: the budget alone spaces them. */
    AGENT_BUDGET("agent, budget of 2%", 1),
    /** The parameters copied into a buffer that is there, and nothing else: the least that a snapshot can cost. */
    COPY("plain copy, every 50", 50),
    /** The agent without a budget. */
    AGENT_50("agent, every 50", 50),
    /** The agent without a budget, at every step: it is never idle, and drops what it cannot keep up with. */
    AGENT_1("agent, every step", 1),
    /** DL4J's StatsListener, as it comes. */
    STATS_50("StatsListener, every 50", 50),
    /** The same at every step. */
    STATS_1("StatsListener, every step", 1),
    /** DL4J's CheckpointListener, keeping two files. */
    CHECKPOINT_50("CheckpointListener, every 50", 50);

    private final String label;
    private final int every;

    Side(String label, int every) {
        this.label = label;
        this.every = every;
    }

    String label() {
        return label;
    }

    /** Steps from one snapshot, report or file to the next; 0 where there are none. */
    int every() {
        return every;
    }

    boolean isAgent() {
        return this == AGENT_BUDGET || this == AGENT_50 || this == AGENT_1;
    }
}
