package io.ovoscope.collector.watch;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.Stage;
import io.ovoscope.collector.topics.StageLoop;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Consumer group {@code <prefix>-watch}: reads its partitions of the curves from the beginning, whenever they are assigned, and then
 * on; closes steps, writes their profiles over layers, and findings. Nothing is written before a partition has been read to its end and the findings topic with
 * it, and then only what the topics do not say already; so a restart neither repeats nor forgets.
 */
public final class WatchStage implements Stage {
    private static final String FINDINGS_CLIENT = "ovoscope-watch-findings";
    private static final String HEALTH_CLIENT = "ovoscope-watch-health";
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final RunCatalog catalog;
    private final WatchSettings settings;
    private final DeadLetters deadLetters;
    private final InstantSource clock;
    private final FindingsBook book = new FindingsBook();
    private final TopicTail findings;
    private final AgentReports agents = new AgentReports();
    private final TopicTail health;
    private final WatchOutput output;
    private final Map<TopicPartition, Watched> partitions = new TreeMap<>(WatchStage::inOrder);
    private final AtomicLong unreadable = new AtomicLong();
    private final StageLoop loop;
    private volatile boolean findingsRead;
    private volatile long lag;

    /**
     * A partition under watch.
     *
     * @param end offset from which on records are new: the topic's end when the partition was assigned
     * @param committed records before it were seen by a watcher earlier
     */
    private record Watched(Watcher watcher, StallWatch stalls, long end, long committed) {}

    /**
     * A stage that is not started.
     *
     * @param consumer without a subscription; the stage closes it
     * @param findings reads the findings topic, likewise
     * @param health reads the health topic, likewise
     */
    WatchStage(
            Consumer<String, byte[]> consumer,
            Consumer<String, byte[]> findings,
            Consumer<String, byte[]> health,
            KafkaSettings kafka,
            WatchSettings settings,
            RunCatalog catalog,
            Producer<String, byte[]> producer,
            DeadLetters deadLetters,
            InstantSource clock) {
        this.settings = settings;
        this.catalog = catalog;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.consumer = consumer;
        consumer.subscribe(List.of(kafka.name(Topic.CURVES)), new Rebalance());
        this.output = new WatchOutput(kafka, producer);
        this.findings = new TopicTail(kafka, findings, FINDINGS_CLIENT, List.of(Topic.FINDINGS), new FindingsReader());
        this.health = new TopicTail(kafka, health, HEALTH_CLIENT, List.of(Topic.HEALTH), agents);
        List<TopicTail> tails = List.of(this.findings, this.health);
        this.loop = new StageLoop("ovoscope-watch", "watching the curves", consumer, this::step, tails);
        tails.forEach(tail -> tail.ended().whenComplete((done, failure) -> {
            if (failure != null) {
                loop.fail(failure);
            }
        }));
    }

    /** Starts watching, on threads of its own; the producer and the catalogue stay the caller's to close. */
    public static WatchStage start(
            KafkaSettings kafka,
            WatchSettings settings,
            RunCatalog catalog,
            Producer<String, byte[]> producer,
            DeadLetters deadLetters,
            InstantSource clock) {
        Map<String, Object> config = new HashMap<>(kafka.consumer("ovoscope-watch"));
        config.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.topicPrefix() + "-watch");
        WatchStage stage = new WatchStage(
                new KafkaConsumer<>(config),
                new KafkaConsumer<>(kafka.consumer(FINDINGS_CLIENT)),
                new KafkaConsumer<>(kafka.consumer(HEALTH_CLIENT)),
                kafka,
                settings,
                catalog,
                producer,
                deadLetters,
                clock);
        stage.start();
        return stage;
    }

    void start() {
        loop.start();
    }

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public CompletionStage<Void> ended() {
        return loop.ended();
    }

    /**
     * Counters as they stand in health records. Alert on {@code writes.failed} and {@code looks.failed} while they rise, and on {@code steps.expired}: points
     * are missing.
     */
    public Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>(output.counters());
        counters.put("records.unreadable", unreadable.get());
        counters.put("looks.failed", book.failedLooks());
        return counters;
    }

    /** Gauges as they stand in health records: records not yet watched. */
    public Map<String, Double> gauges() {
        return Map.of("lag.records", (double) lag);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void step() {
        // Records of a partition that is not set up yet are passed over: setting it up seeks to its beginning.
        consumer.poll(POLL).forEach(this::take);
        setUpAssigned();
        output.handBackFailures();
        if (findingsRead) {
            partitions.forEach(this::look);
        }
        // So that what is committed has been dealt with, findings included; those can be told once their topic is read.
        output.flush();
        if (findingsRead) {
            consumer.commitAsync();
        }
        lag = consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private void setUpAssigned() {
        Set<TopicPartition> fresh = new HashSet<>(consumer.assignment());
        fresh.removeAll(partitions.keySet());
        if (fresh.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(fresh);
        consumer.seekToBeginning(fresh);
        for (TopicPartition partition : fresh) {
            OffsetAndMetadata seen = committed.get(partition);
            Watcher watcher = new Watcher(catalog, settings, book);
            long end = ends.getOrDefault(partition, 0L);
            StallWatch stalls = new StallWatch(catalog, settings.brokenData(), agents);
            partitions.put(partition, new Watched(watcher, stalls, end, seen == null ? 0 : seen.offset()));
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        Watched watched = partitions.get(new TopicPartition(record.topic(), record.partition()));
        if (watched == null) {
            return;
        }
        try {
            watched.watcher().take(record);
        } catch (RuntimeException e) {
            // Whatever it is about, it is about this record, which would come again after every restart.
            if (record.offset() >= watched.committed()) {
                unreadable.incrementAndGet();
                deadLetters.send(record, String.valueOf(e.getMessage()));
            }
        }
    }

    private void look(TopicPartition partition, Watched watched) {
        if (consumer.position(partition) < watched.end()) {
            return;
        }
        Watcher watcher = watched.watcher();
        watcher.closings(clock.instant())
                .forEach(closing -> output.write(partition, closing, () -> watcher.failed(closing)));
        watcher.profiles().forEach(entry -> output.write(partition, entry, () -> watcher.failed(entry)));
        if (consumer.currentLag(partition).orElse(1) == 0) {
            watched.stalls()
                    .due(watcher.runs(), clock.instant())
                    .forEach(stall -> output.write(
                            partition, stall, () -> watched.stalls().failed(stall)));
        }
        watcher.findings().forEach(entry -> output.write(entry, () -> watcher.failed(entry)));
    }

    private static int inOrder(TopicPartition a, TopicPartition b) {
        int byTopic = a.topic().compareTo(b.topic());
        return byTopic != 0 ? byTopic : Integer.compare(a.partition(), b.partition());
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
        }
    }

    private final class FindingsReader implements io.ovoscope.collector.topics.TopicReader {
        @Override
        public void read(ConsumerRecord<String, byte[]> record) {
            if (record.key() != null) {
                book.read(record.key(), record.value() == null ? null : Finding.read(record.value()));
            }
        }

        @Override
        public void caughtUp() {
            findingsRead = true;
        }
    }
}
