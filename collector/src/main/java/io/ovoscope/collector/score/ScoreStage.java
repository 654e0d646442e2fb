package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.Stage;
import io.ovoscope.wire.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stage {@code score}: activations in, points out. Copies of it share the layers through the consumer group {@value #GROUP}.
 */
public final class ScoreStage implements Stage {
    /** The consumer group, behind the topics' prefix. */
    public static final String GROUP = "score";

    private static final Logger log = LoggerFactory.getLogger(ScoreStage.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int MEBIBYTE = 1 << 20;

    private final KafkaSettings kafka;
    private final ScoreCounters counters = new ScoreCounters();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final PartitionOpening opening;
    private final ScorePool pool;
    private final PartCopying copying = new PartCopying();
    private final ExecutorService restorer;
    private final ScoreLoop loop;
    private final Thread thread;
    private boolean troubled;
    private volatile Map<String, Double> loopGauges = Map.of();
    private volatile boolean closed;

    private ScoreStage(
            KafkaSettings kafka,
            ScoreSettings settings,
            RunCatalog catalog,
            Producer<String, byte[]> producer,
            DeadLetters deadLetters,
            Clock clock) {
        this.kafka = kafka;
        consumer = new KafkaConsumer<>(consumerConfig(kafka));
        PreparationCache prepared =
                new PreparationCache((set, workspace) -> Preparation.prepare(set, settings, workspace));
        pool = new ScorePool(
                settings.threadCount(),
                new LayerScorer(settings, prepared, counters, version()),
                new KafkaDelivery(producer, kafka, counters),
                catalog,
                counters,
                RETRY,
                this::fail);
        restorer = Executors.newSingleThreadExecutor(task -> daemon(task, "score-restore"));
        opening = new PartitionOpening(settings, catalog, clock, counters, deadLetters, copying);
        loop = new ScoreLoop(consumer, kafka.name(Topic.ACTIVATIONS), new Wiring(catalog), clock, counters);
        thread = daemon(this::run, "score");
    }

    /**
     * Starts scoring, on threads of its own; catalogue, producer and dead letters stay the caller's to close.
     *
     * @param producer acknowledged by all replicas, for points and states
     */
    public static ScoreStage start(
            KafkaSettings kafka,
            ScoreSettings settings,
            RunCatalog catalog,
            Producer<String, byte[]> producer,
            DeadLetters deadLetters,
            Clock clock) {
        ScoreStage stage = new ScoreStage(kafka, settings, catalog, producer, deadLetters, clock);
        stage.thread.start();
        return stage;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    static Map<String, Object> consumerConfig(KafkaSettings kafka) {
        Map<String, Object> config = new HashMap<>(kafka.consumer("ovoscope-score"));
        config.put(ConsumerConfig.GROUP_ID_CONFIG, kafka.topicPrefix() + "-" + GROUP);
        // The loop tells a partition that begins from one whose records are gone, and counts the latter.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        // As large as the system finds right: Kafka's 64 KiB are full, and the broker waits, whenever this thread does
        // not read.
        config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * MEBIBYTE);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MEBIBYTE);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return config;
    }

    private static String version() {
        String version = ScoreStage.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String name() {
        return "score";
    }

    @Override
    public CompletionStage<Void> ended() {
        return ended;
    }

    private void fail(Throwable reason) {
        log.error("the score stage ends", reason);
        ended.completeExceptionally(reason);
        closed = true;
    }

    private void run() {
        try (consumer) {
            loop.subscribe();
            while (!closed) {
                turn();
            }
            loop.end();
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            copying.close();
            pool.close();
            restorer.shutdownNow();
            ended.complete(null);
        }
    }

    private void turn() {
        try {
            loop.turn();
            loopGauges = loop.gauges();
            troubled = false;
        } catch (InterruptException e) {
            log.debug("the score stage wakes up", e);
        } catch (AuthenticationException | AuthorizationException | UnsupportedVersionException e) {
            throw e;
        } catch (KafkaException e) {
            if (troubled) {
                log.debug("reading activations still fails", e);
            } else {
                log.warn("reading activations from {} fails; tried again every second", kafka, e);
            }
            troubled = true;
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Counters as they stand in health records. Alert on {@code layers.failed}, {@code layers.incomplete} and
     * {@code records.lost} while they rise.
     */
    public Map<String, Long> counters() {
        return counters.byName();
    }

    /**
     * Gauges as they stand in health records: {@code lag.records}, {@code partitions}, {@code layers.in-assembly},
     * {@code layers.waiting}, {@code layer-zeros} (kept beside layers to come), {@code seconds.layer} (the last one) and {@code seconds.scoring} (all threads).
     */
    public Map<String, Double> gauges() {
        Map<String, Double> named = new TreeMap<>(loopGauges);
        named.put("seconds.layer", counters.lastLayerSeconds());
        named.put("seconds.scoring", counters.scoringSeconds());
        return named;
    }

    private final class Wiring implements ScoreLoop.Partitions {
        private final StateRestore restore;

        Wiring(RunCatalog catalog) {
            restore = new StateRestore(kafka, catalog);
        }

        @Override
        public AssignedPartition open(TopicPartition source) {
            return opening.open(source, loop);
        }

        @Override
        public void restore(AssignedPartition partition, IntConsumer done) {
            restorer.execute(() -> {
                try {
                    done.accept(
                            restore.read(partition.source().partition(), partition.states(), partition::isAbandoned));
                } catch (RuntimeException e) {
                    log.warn("the state of {} cannot be read; tried again", partition.source(), e);
                    pause();
                    if (!partition.isAbandoned() && !closed) {
                        restore(partition, done);
                    }
                }
            });
        }

        @Override
        public void score(AssignedPartition partition, LayerJob job, ScorePool.Done done) {
            pool.submit(partition, job, done);
        }
    }

    /** Abandons the layers that are being scored: a later start scores them again. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
