package io.ovoscope.collector.alert;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.StageLoop;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer group of one receiver. It reads its partitions of the findings from the beginning, whenever they are assigned, to know
 * what is open; what it commits is what the receiver was told of. So an outage of the receiver, of the collector or of both loses
 * nothing, and no receiver waits for another.
 */
final class ReceiverGroup implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReceiverGroup.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Told of a record that is no finding. */
    interface Unreadable {
        void put(ConsumerRecord<String, byte[]> record, String reason);
    }

    private final Consumer<String, byte[]> consumer;
    private final Receiver receiver;
    private final Teller teller;
    private final ReceiverCounters counters;
    private final Unreadable unreadable;
    private final StageLoop loop;
    private final Map<TopicPartition, FindingsPartition> partitions = new TreeMap<>(ReceiverGroup::inOrder);
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private boolean hasMoreToTell;
    private volatile long lag;

    /**
     * A group that is not started.
     *
     * @param consumer without a subscription; the group closes it
     */
    ReceiverGroup(
            Consumer<String, byte[]> consumer,
            KafkaSettings kafka,
            Receiver receiver,
            Teller teller,
            ReceiverCounters counters,
            Unreadable unreadable) {
        this.consumer = consumer;
        this.receiver = receiver;
        this.teller = teller;
        this.counters = counters;
        this.unreadable = unreadable;
        consumer.subscribe(List.of(kafka.name(Topic.FINDINGS)), new Rebalance());
        String name = "alert-" + receiver.name();
        this.loop = new StageLoop("ovoscope-" + name, "telling " + receiver.name(), consumer, this::step, List.of());
    }

    void start() {
        loop.start();
    }

    CompletionStage<Void> ended() {
        return loop.ended();
    }

    Map<String, Long> counters() {
        return counters.values();
    }

    /** Notices that the receiver has refused so far. */
    long refused() {
        return counters.refusals();
    }

    Map<String, Double> gauges() {
        return counters.gauges();
    }

    /** Records not yet read. */
    long lag() {
        return lag;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void step() {
        // Records of a partition that is not set up yet are passed over: setting it up seeks to its beginning.
        consumer.poll(hasMoreToTell ? Duration.ZERO : POLL).forEach(this::take);
        setUpAssigned();
        partitions.forEach((source, partition) -> partition.reached(consumer.position(source)));
        // A group that told something and died before its first commit would be new to it, and pass over its end.
        commit();
        List<Notice> news = all(FindingsPartition::news);
        List<Notice> firing = all(FindingsPartition::firing);
        teller.tell(news, firing, notice -> partitions.values().forEach(partition -> partition.told(notice)));
        int waiting = all(FindingsPartition::news).size();
        hasMoreToTell = waiting > 0 && teller.isReady();
        counters.now(waiting, firing.size());
        commit();
        lag = consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private interface Notices {
        List<Notice> of(FindingsPartition partition);
    }

    private List<Notice> all(Notices notices) {
        return partitions.values().stream()
                .flatMap(partition -> notices.of(partition).stream())
                .toList();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        FindingsPartition partition = partitions.get(new TopicPartition(record.topic(), record.partition()));
        if (partition == null) {
            return;
        }
        try {
            partition.take(record);
        } catch (RuntimeException e) {
            // Whatever it is about, it is about this record, which would come again after every restart.
            if (partition.isNew(record)) {
                counters.unreadable();
                unreadable.put(record, String.valueOf(e.getMessage()));
            }
        }
    }

    private void setUpAssigned() {
        Set<TopicPartition> fresh = new HashSet<>(consumer.assignment());
        fresh.removeAll(partitions.keySet());
        if (fresh.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
        Map<TopicPartition, OffsetAndMetadata> told = consumer.committed(fresh);
        consumer.seekToBeginning(fresh);
        for (TopicPartition partition : fresh) {
            OffsetAndMetadata through = told.get(partition);
            OptionalLong offset = through == null ? OptionalLong.empty() : OptionalLong.of(through.offset());
            offset.ifPresent(known -> committed.put(partition, known));
            partitions.put(partition, new FindingsPartition(receiver::wants, ends.getOrDefault(partition, 0L), offset));
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        partitions.forEach((source, partition) -> partition.toCommit().ifPresent(offset -> {
            if (!Long.valueOf(offset).equals(committed.get(source))) {
                offsets.put(source, new OffsetAndMetadata(offset));
            }
        }));
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets);
            offsets.forEach((source, offset) -> committed.put(source, offset.offset()));
        } catch (KafkaException e) {
            // What was told is told again after a restart, under the same id.
            log.info("offsets were not committed", e);
        }
    }

    private static int inOrder(TopicPartition a, TopicPartition b) {
        return Integer.compare(a.partition(), b.partition());
    }

    /** Setting up may fail; the partitions that it fails for are set up at a later step, before anything of them is read. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            // Nothing that asks the broker: a failure here would reach nobody who could try again.
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            revoked.forEach(partitions::remove);
            revoked.forEach(committed::remove);
        }
    }
}
