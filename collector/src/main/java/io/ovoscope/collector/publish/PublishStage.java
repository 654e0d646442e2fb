package io.ovoscope.collector.publish;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.Stage;
import io.ovoscope.collector.topics.StageLoop;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Consumer group {@code <prefix>-publish}: curves, findings and health into InfluxDB, at least once. Offsets are committed after
 * InfluxDB has taken the points. While it does not, partitions are paused and polling goes on, so that the group keeps its members.
 */
public final class PublishStage implements Stage {
    private static final Logger log = LoggerFactory.getLogger(PublishStage.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int FETCH_BYTES = 8 << 20;

    private final Consumer<String, byte[]> consumer;
    private final InfluxServer server;
    private final Changes changes;
    private final Retiring retiring;
    private final DeadLetters deadLetters;
    private final PublishCounters counters = new PublishCounters();
    private final Delivery delivery;
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private final List<CompletionStage<Void>> putAside = new ArrayList<>();
    private final StageLoop loop;
    private final PublishLag lag;
    private int inHand;

    /** @param consumer without a subscription; the stage closes it */
    PublishStage(
            Consumer<String, byte[]> consumer,
            KafkaSettings kafka,
            InfluxSettings influx,
            RunCatalog catalog,
            DeadLetters deadLetters,
            InstantSource clock) {
        this.consumer = consumer;
        this.server = new InfluxServer(influx);
        this.retiring = new Retiring(catalog);
        this.changes = new Changes(kafka, retiring::isRetired);
        this.deadLetters = deadLetters;
        Backoff backoff = new Backoff(
                Duration.ofMillis(influx.retryMinMillis()),
                Duration.ofMillis(influx.retryMaxMillis()),
                new SplittableRandom());
        this.delivery = new Delivery(server, backoff, clock, this::putAside, counters);
        consumer.subscribe(
                List.of(kafka.name(Topic.CURVES), kafka.name(Topic.FINDINGS), kafka.name(Topic.HEALTH)),
                new Rebalance());
        this.lag = new PublishLag(consumer, clock);
        this.loop = new StageLoop("ovoscope-publish", "publishing", consumer, this::step, List.of(server));
    }

    /**
     * Starts publishing, on a thread of its own.
     *
     * @param influx with a URL
     * @param catalog says which attempts of a run there have been
     * @param deadLetters where records go that InfluxDB refuses or that cannot be read
     */
    public static PublishStage start(
            KafkaSettings kafka,
            InfluxSettings influx,
            RunCatalog catalog,
            DeadLetters deadLetters,
            InstantSource clock) {
        if (!influx.enabled()) {
            throw new IllegalArgumentException("publish.influxdb.url is empty: expecting one, or no publishing");
        }
        PublishStage stage = new PublishStage(
                new KafkaConsumer<>(consumerConfig(kafka, influx)), kafka, influx, catalog, deadLetters, clock);
        stage.start();
        return stage;
    }

    void start() {
        loop.start();
    }

    @Override
    public String name() {
        return "publish";
    }

    @Override
    public CompletionStage<Void> ended() {
        return loop.ended();
    }

    /** Counters as they stand in health records: points written and refused, requests retried, records unreadable. */
    public Map<String, Long> counters() {
        return counters.values();
    }

    /** Gauges as they stand in health records: records not yet published. */
    public Map<String, Double> gauges() {
        return Map.of("lag.records", (double) lag.records());
    }

    @Override
    public void close() {
        loop.close();
    }

    private static Map<String, Object> consumerConfig(KafkaSettings kafka, InfluxSettings influx) {
        Map<String, Object> config = new HashMap<>(kafka.consumer("ovoscope-publish"));
        config.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.topicPrefix() + "-publish");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, influx.batchPoints());
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        return config;
    }

    private void step() {
        Duration wait = delivery.untilDue();
        boolean soon = delivery.isUnderWay() && wait.compareTo(POLL) < 0;
        ConsumerRecords<String, byte[]> records = consumer.poll(soon ? wait : POLL);
        if (!records.isEmpty()) {
            take(records);
        }
        if (!delivery.isUnderWay()) {
            retire();
        }
        if (!delivery.advance()) {
            consumer.pause(consumer.assignment());
        } else {
            commit();
            inHand = 0;
            consumer.resume(consumer.paused());
        }
        lag.take(inHand);
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        List<Change> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                batch.addAll(changes.of(record));
            } catch (RuntimeException e) {
                // Whatever it is about, it is about this record, which would come again after every restart.
                counters.unreadable();
                putAside.add(deadLetters.send(record, String.valueOf(e.getMessage())));
            }
        }
        delivery.begin(batch);
        inHand = records.count();
        offsets.putAll(records.nextOffsets());
    }

    /** Between batches: what was written before comes first, and is marked too. */
    private void retire() {
        List<Change> due =
                retiring.due().stream().<Change>map(Change.Retire::new).toList();
        if (!due.isEmpty()) {
            delivery.begin(due);
        }
    }

    private void putAside(Change change, String reason) {
        ConsumerRecord<String, byte[]> origin = change.origin();
        if (origin == null) {
            log.warn("{} is not marked in InfluxDB: {}", change, reason);
        } else {
            putAside.add(deadLetters.send(origin, reason));
        }
    }

    private void commit() {
        if (offsets.isEmpty() && putAside.isEmpty()) {
            return;
        }
        putAside.forEach(letter -> letter.toCompletableFuture().join());
        putAside.clear();
        try {
            consumer.commitSync(offsets);
        } catch (KafkaException e) {
            // The points are written; whoever reads the records again writes the same ones.
            log.info("offsets were not committed", e);
        }
        offsets.clear();
    }

    /** A batch that is under way is brought to its end also where its partitions went elsewhere: writing twice is harmless. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            retiring.beginAgain();
            if (delivery.isUnderWay()) {
                consumer.pause(partitions);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            retiring.beginAgain();
            offsets.keySet().removeAll(partitions);
        }
    }
}
