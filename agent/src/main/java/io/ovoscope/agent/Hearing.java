package io.ovoscope.agent;

import io.ovoscope.agent.activation.MonitoredModel;
import io.ovoscope.agent.activation.MonitoredNetwork;
import io.ovoscope.agent.activation.MonitoredSameDiff;
import io.ovoscope.agent.snapshot.SnapshotTaker;

/** A listener among the network's own, by which the agent hears of updates. */
sealed interface Hearing permits SnapshotListener, SameDiffListener {
    static Hearing of(MonitoredNetwork network, SnapshotTaker taker) {
        if (network instanceof MonitoredSameDiff graph) {
            return new SameDiffListener(graph, taker);
        }
        return new SnapshotListener((MonitoredModel) network, taker);
    }

    /** Puts it among them. */
    void begin();

    /** Whether it is still among them. */
    boolean isThere();

    /** Takes it away and leaves the user's. */
    void end();

    /** Hears no more, and keeps nothing of the agent in memory; from any thread. */
    void silence();
}
