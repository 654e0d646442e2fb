package io.ovoscope.agent.send;

import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import java.util.function.Consumer;
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

    /**
     * The same for somebody who wants to know what collectors find about the run; here, nobody is told.
     *
     * @param told of each finding and each later record of it, on a thread of the sender's
     */
    default SnapshotSender start(RunAnnouncement announcement, Supplier<Health> health, Consumer<Finding> told) {
        return start(announcement, health);
    }
}
