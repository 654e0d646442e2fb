package io.ovoscope.collector.publish;

import io.ovoscope.collector.catalog.TopicRunCatalog;
import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Topic;
import io.ovoscope.wire.WireFormatException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Fills InfluxDB from the topics with the lines that the publish stage writes, in the order of the records. It reads outside any consumer
 * group: a stage that runs meanwhile neither waits for it nor notices.
 *
 * <p>It ends once nothing has been appended since its last write was acknowledged. What is appended later, a running stage writes
 * later; so it never leaves an older state of a record in the place of a newer one.
 */
public final class Rebuild {
    /** How long neither Kafka nor InfluxDB may stand still. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaSettings kafka;
    private final InfluxSettings influx;
    private final DeadLetters deadLetters;
    private final InstantSource clock;
    private final Watcher watcher;
    private final Duration patience;
    private final Set<String> runs;
    private final Set<String> seen = new TreeSet<>();
    private final PublishCounters counters = new PublishCounters();
    private final List<CompletionStage<Void>> putAside = new ArrayList<>();

    /** Told how far it is, after each batch. */
    public interface Watcher {
        /**
         * Where it is.
         *
         * @param passed offsets of the topics left behind
         * @param remaining offsets ahead, as far as is known
         * @param points written so far
         */
        void at(long passed, long remaining, long points);
    }

    /**
     * What was done.
     *
     * @param points written, by measurement; a revised one counts as often as it was written
     * @param deletions of runs and findings, which the topics hold as tombstones
     * @param refused by InfluxDB for their content, put into the dead letters
     * @param unreadable records, put into the dead letters
     * @param runs that the topics hold something of, of those asked for; empty where all were
     */
    public record Result(
            SortedMap<String, Long> points, long deletions, long refused, long unreadable, Set<String> runs) {}

    /**
     * A rebuild that is not begun.
     *
     * @param influx with a URL
     * @param runs those that are written; empty: all, and what belongs to no run
     * @param deadLetters where records go that InfluxDB refuses or that cannot be read
     */
    public Rebuild(
            KafkaSettings kafka,
            InfluxSettings influx,
            Set<String> runs,
            DeadLetters deadLetters,
            InstantSource clock,
            Watcher watcher) {
        this(kafka, influx, runs, deadLetters, clock, watcher, PATIENCE);
    }

    Rebuild(
            KafkaSettings kafka,
            InfluxSettings influx,
            Set<String> runs,
            DeadLetters deadLetters,
            InstantSource clock,
            Watcher watcher,
            Duration patience) {
        if (!influx.enabled()) {
            throw new IllegalArgumentException("publish.influxdb.url is empty: expecting where InfluxDB is");
        }
        this.kafka = kafka;
        this.influx = influx;
        this.runs = Set.copyOf(runs);
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.watcher = watcher;
        this.patience = patience;
    }

    /**
     * Reads and writes all there is.
     *
     * @throws IOException where InfluxDB takes nothing at first, or later for a minute, or Kafka gives nothing for a minute; repeating it
     *     overwrites what was written
     */
    public Result run() throws IOException, InterruptedException {
        try (TopicRunCatalog catalog = new TopicRunCatalog(kafka, "ovoscope-rebuild-runs", deadLetters);
                Consumer<String, byte[]> consumer = new KafkaConsumer<>(consumerConfig());
                InfluxServer server = new InfluxServer(influx)) {
            server.reach();
            readThrough(catalog);
            Retiring retiring = new Retiring(catalog);
            Changes changes = new Changes(kafka, retiring::isRetired);
            CountedStore store = new CountedStore(server);
            TopicSweep sweep = new TopicSweep(consumer, kafka, List.of(Topic.CURVES, Topic.FINDINGS, Topic.HEALTH));
            Delivery delivery = new Delivery(store, backoff(), clock, this::putAside, counters);
            do {
                copy(sweep, changes, delivery, store);
                sweep.lookAgain();
            } while (!sweep.isAtEnd());
            // An attempt may have begun meanwhile.
            List<Change> marks =
                    retiring.due().stream().<Change>map(Change.Retire::new).toList();
            deliver(marks, delivery, store);
            putAside.forEach(letter -> letter.toCompletableFuture().join());
            Map<String, Long> counted = counters.values();
            return new Result(
                    store.points(),
                    store.deletions(),
                    counted.getOrDefault("points.refused", 0L),
                    counted.getOrDefault("records.unreadable", 0L),
                    Set.copyOf(seen));
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What is retired follows from the manifests, which are to be known before the first point is written. */
    private void readThrough(TopicRunCatalog catalog) throws IOException, InterruptedException {
        try {
            catalog.readThrough().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(kafka + ": the runs cannot be read; " + again(), e);
        }
    }

    private Map<String, Object> consumerConfig() {
        Map<String, Object> config = new HashMap<>(kafka.consumer("ovoscope-rebuild"));
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, influx.batchPoints());
        return config;
    }

    private Backoff backoff() {
        return new Backoff(
                Duration.ofMillis(influx.retryMinMillis()),
                Duration.ofMillis(influx.retryMaxMillis()),
                new SplittableRandom());
    }

    private void copy(TopicSweep sweep, Changes changes, Delivery delivery, CountedStore store)
            throws IOException, InterruptedException {
        Instant readAt = clock.instant();
        while (!sweep.isAtEnd()) {
            long passed = sweep.passed();
            List<Change> batch = changesOf(sweep.next(), changes);
            if (sweep.passed() == passed && isTooLong(readAt)) {
                throw new IOException(kafka + " has given nothing for " + patience.toSeconds() + " s; " + again());
            }
            if (sweep.passed() > passed) {
                deliver(batch, delivery, store);
                readAt = clock.instant();
                watcher.at(sweep.passed(), sweep.remaining(), store.pointsInAll());
            }
        }
    }

    private void deliver(List<Change> batch, Delivery delivery, CountedStore store)
            throws IOException, InterruptedException {
        Instant since = clock.instant();
        delivery.begin(batch);
        while (!delivery.advance()) {
            StoreException trouble = delivery.trouble();
            if (trouble == null) {
                since = clock.instant();
            } else if (store.requests() == 0) {
                throw new IOException(trouble.getMessage(), trouble);
            } else if (isTooLong(since)) {
                throw new IOException(
                        trouble.getMessage() + ", for " + patience.toSeconds() + " s now; " + again(), trouble);
            }
            Thread.sleep(delivery.untilDue().toMillis());
        }
    }

    private boolean isTooLong(Instant since) {
        return Duration.between(since, clock.instant()).compareTo(patience) > 0;
    }

    private static String again() {
        return "run it again: what was written is overwritten by the same";
    }

    private List<Change> changesOf(ConsumerRecords<String, byte[]> records, Changes changes) {
        List<Change> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                if (isWanted(record)) {
                    batch.addAll(changes.of(record));
                }
            } catch (RuntimeException e) {
                counters.unreadable();
                putAside.add(deadLetters.send(record, String.valueOf(e.getMessage())));
            }
        }
        return batch;
    }

    private boolean isWanted(ConsumerRecord<String, byte[]> record) {
        if (runs.isEmpty()) {
            return true;
        }
        String run = runOf(record);
        if (runs.contains(run)) {
            seen.add(run);
            return true;
        }
        return false;
    }

    private String runOf(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(kafka.name(Topic.HEALTH))) {
            return record.value() == null ? "" : runOfHealth(record.value());
        }
        return record.key() == null ? "" : RecordKey.runOf(record.key()).orElse("");
    }

    private static String runOfHealth(byte[] value) {
        try {
            return Health.read(value).run();
        } catch (WireFormatException e) {
            return "";
        }
    }

    private void putAside(Change change, String reason) {
        ConsumerRecord<String, byte[]> origin = change.origin();
        if (origin != null) {
            putAside.add(deadLetters.send(origin, reason));
        }
    }
}
