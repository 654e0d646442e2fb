package io.ovoscope.agent.send;

import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends each snapshot as one Kafka transaction, so that readers of committed records see it whole or not at all. Its memory is
 * {@code bufferMemoryBytes}; a snapshot waits for the broker for {@code sendTimeoutMillis} at most, however long the broker is gone.
 * The manifest and the probe set are sent, and acknowledged, before the first snapshot.
 *
 * <p>Delivery: a snapshot is visible at most once. When the broker is lost during a commit it may be visible although it was counted
 * as dropped.
 */
public final class KafkaSnapshotSender implements SnapshotSender {
    private final KafkaTarget target;
    private final SendSettings settings;
    private final KafkaLink link;

    private KafkaSnapshotSender(KafkaTarget target, SendSettings settings, KafkaLink link) {
        this.target = target;
        this.settings = settings;
        this.link = link;
    }

    /**
     * Senders to one Kafka.
     *
     * @return a factory whose senders are refused with Kafka's own {@code ConfigException} where a property's value is impossible
     */
    public static SenderFactory factory(KafkaTarget target, SendSettings settings) {
        return new SenderFactory() {
            @Override
            public SnapshotSender start(RunAnnouncement announcement, Supplier<Health> health) {
                return KafkaSnapshotSender.start(target, settings, RunEntry.TAKES_OVER, announcement, health, null);
            }

            @Override
            public SnapshotSender start(RunAnnouncement announcement, Supplier<Health> health, Consumer<Finding> told) {
                return KafkaSnapshotSender.start(target, settings, RunEntry.TAKES_OVER, announcement, health, told);
            }
        };
    }

    /**
     * Senders of checkpoints examined afterwards: where the run is there, snapshots join it under its attempt, and nothing is announced;
     * an agent that watches it goes on undisturbed. A run that is not there is announced.
     */
    public static SenderFactory joining(KafkaTarget target, SendSettings settings) {
        return (announcement, health) -> start(target, settings, RunEntry.JOINS, announcement, health, null);
    }

    private static KafkaSnapshotSender start(
            KafkaTarget target,
            SendSettings settings,
            RunEntry entry,
            RunAnnouncement announcement,
            Supplier<Health> health,
            @Nullable Consumer<Finding> told) {
        KafkaClients clients = new KafkaClients(target, settings, announcement.run(), entry);
        clients.requireValid();
        SessionOpener opener = new SessionOpener(target, settings, clients, announcement, entry);
        @Nullable FindingsFeed feed =
                told == null ? null : new FindingsFeed(target, announcement.run(), clients::committedReader, told);
        HealthTopic healthTopic = new HealthTopic(target);
        HealthAlone alone = new HealthAlone(clients::announcer, healthTopic);
        KafkaLink link =
                new KafkaLink(opener::open, healthTopic, new CheckpointNews(target), feed, alone, health, settings);
        link.start();
        return new KafkaSnapshotSender(target, settings, link);
    }

    @Override
    public SnapshotTransfer begin() throws SendFailure {
        return new KafkaTransfer(link, link.await(), settings, target);
    }

    @Override
    public int attempt() {
        return link.attempt();
    }

    @Override
    public void kept(CheckpointsKept list) {
        link.tell(list);
    }

    @Override
    public long freshCpuNanos() {
        return link.freshCpuNanos();
    }

    @Override
    public void report(Health last) {
        link.report(last);
    }

    @Override
    public void close() {
        link.close();
    }
}
