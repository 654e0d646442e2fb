package io.ovoscope.agent.send;

import io.ovoscope.wire.Health;
import java.util.function.Supplier;

/** Opens the way out for a run. */
@FunctionalInterface
public interface SenderFactory {
    /**
     * Starts sending in the background. It neither waits nor throws because of anything remote.
     *
     * @param health asked every few seconds, from a thread of the sender's
     */
    SnapshotSender start(RunAnnouncement announcement, Supplier<Health> health);
}
