package io.ovoscope.collector;

import io.ovoscope.collector.alert.AlertStage;
import io.ovoscope.collector.catalog.TopicRunCatalog;
import io.ovoscope.collector.publish.PublishStage;
import io.ovoscope.collector.score.ScoreStage;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.Stage;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.view.ViewServer;
import io.ovoscope.collector.watch.WatchStage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running collector: the stages in the order of the line. Data goes from one to the next through the topics only, so that each may
 * run in a copy of its own.
 */
public final class Collector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Collector.class);
    private static final Duration LAST_SENDS = Duration.ofSeconds(5);
    /** A dead letter may be as large as whatever a topic took. */
    private static final int MAX_REQUEST_BYTES = 32 << 20;
    /** So that no consumer's thread waits for a broker that is away until it loses its partitions. */
    private static final int MAX_BLOCK_MILLIS = 10_000;

    private final CollectorSettings settings;
    private final Clock clock;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<HealthPulse.Vitals> vitals = new ArrayList<>();
    private final Map<String, Stage> stages = new ConcurrentSkipListMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable ViewServer page;

    private Collector(CollectorSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Creates the topics that are missing and starts the stages.
     *
     * @throws KafkaException where the broker cannot be reached or refuses
     * @throws java.io.UncheckedIOException where the page's address cannot be had
     */
    public static Collector start(CollectorSettings settings, Clock clock) {
        Collector collector = new Collector(settings, clock);
        try {
            collector.open();
            return collector;
        } catch (RuntimeException | Error e) {
            collector.close();
            throw e;
        }
    }

    private void open() {
        KafkaSettings kafka = settings.kafka();
        TopicAdmin.ensure(kafka, settings.topics());
        Producer<String, byte[]> producer = new KafkaProducer<>(producerConfig(kafka));
        open.push(() -> producer.close(LAST_SENDS));
        DeadLetters deadLetters = new DeadLetters(producer, kafka);
        TopicRunCatalog catalog = opened(new TopicRunCatalog(kafka, "ovoscope-catalog", deadLetters.of("catalog")));
        if (runs(StageName.SCORE)) {
            ScoreStage score = started(
                    ScoreStage.start(kafka, settings.score(), catalog, producer, deadLetters.of("score"), clock));
            vitals.add(new HealthPulse.Vitals(score.name(), score::counters, score::gauges));
        }
        if (runs(StageName.WATCH)) {
            WatchStage watch = started(
                    WatchStage.start(kafka, settings.watch(), catalog, producer, deadLetters.of("watch"), clock));
            vitals.add(new HealthPulse.Vitals(watch.name(), watch::counters, watch::gauges));
        }
        if (runs(StageName.ALERT)) {
            AlertStage alert = started(AlertStage.start(kafka, settings.alerts(), deadLetters.of("alert"), clock));
            vitals.add(new HealthPulse.Vitals(alert.name(), alert::counters, alert::gauges));
        }
        if (runs(StageName.PUBLISH) && settings.publish().influxdb().enabled()) {
            PublishStage publish = started(PublishStage.start(
                    kafka, settings.publish().influxdb(), catalog, deadLetters.of("publish"), clock));
            vitals.add(new HealthPulse.Vitals(publish.name(), publish::counters, publish::gauges));
        }
        if (runs(StageName.VIEW)) {
            page = opened(ViewServer.start(kafka, settings.view(), this::stagesAtWork));
        }
        // Of all stages, which put records aside in one place.
        vitals.add(new HealthPulse.Vitals("collector", deadLetters::counters, Map::of));
        String process = "collector-" + UUID.randomUUID().toString().substring(0, 8);
        opened(new HealthPulse(producer, kafka, process, vitals, settings.healthSeconds(), clock));
    }

    private boolean runs(StageName stage) {
        return settings.stages().contains(stage);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private <T extends Stage> T started(T stage) {
        opened(stage);
        stages.put(stage.name(), stage);
        stage.ended().whenComplete((done, failure) -> {
            if (failure != null) {
                ended.completeExceptionally(failure);
            }
        });
        return stage;
    }

    private Map<String, Boolean> stagesAtWork() {
        Map<String, Boolean> atWork = new TreeMap<>();
        stages.forEach((name, stage) ->
                atWork.put(name, !stage.ended().toCompletableFuture().isDone()));
        return atWork;
    }

    private static Map<String, Object> producerConfig(KafkaSettings kafka) {
        Map<String, Object> config = new HashMap<>(kafka.producer("ovoscope-collector"));
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        return config;
    }

    /** Where the page is; empty where this copy has none. */
    public Optional<URI> page() {
        return Optional.ofNullable(page).map(ViewServer::address);
    }

    /** Completes when the collector has been closed; exceptionally when a stage cannot go on. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** Ends the stages, the last first. What was under way is done again by a later start. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            AutoCloseable part = open.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} does not end cleanly", part, e);
            }
        }
        ended.complete(null);
    }
}
