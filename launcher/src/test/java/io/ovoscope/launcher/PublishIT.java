package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.catalog.TopicRunCatalog;
import io.ovoscope.collector.publish.InfluxSettings;
import io.ovoscope.collector.publish.PublishStage;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.testkit.InfluxDaemon;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publish stage between a real broker and a real InfluxDB. */
class PublishIT {
    private static final Duration OUTAGE = Duration.ofSeconds(12);

    @TempDir
    private Path directory;

    private InfluxDaemon influxd;
    private EmbeddedBroker broker;
    private KafkaSettings kafka;
    private CurveTopics topics;
    private TopicRunCatalog catalog;

    @BeforeEach
    void start() throws Exception {
        influxd = InfluxDaemon.start(Files.createDirectory(directory.resolve("influx")));
        influxd.query("", "CREATE DATABASE probes"); // so that it can be asked before there are points
        broker = EmbeddedBroker.start(directory.resolve("kafka"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        kafka = KafkaSettings.plain(broker.bootstrapServers());
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        topics = new CurveTopics(kafka);
        catalog = new TopicRunCatalog(kafka, "test-catalog", topics.deadLetters());
    }

    @AfterEach
    void stop() {
        if (topics != null) {
            catalog.close();
            topics.close();
            broker.close();
        }
        if (influxd != null) {
            influxd.close();
        }
    }

    @Test
    void anOutageOfTwelveSecondsLosesNothingAndDoublesNothing() throws Exception {
        try (PublishStage stage = publish()) {
            CompletableFuture<Void> outage = CompletableFuture.completedFuture(null);
            for (int step = 0; step < 50_000; step++) {
                topics.send(CurveTopics.point("demo", step % 13, step, .5));
                if (step == 10_000) {
                    CurveTopics.await(() -> stage.counters().getOrDefault("points.written", 0L) > 5_000, true);
                    influxd.kill();
                    outage = CompletableFuture.runAsync(
                            this::startAgain,
                            CompletableFuture.delayedExecutor(OUTAGE.toMillis(), TimeUnit.MILLISECONDS));
                }
            }
            topics.flush();
            assertThat(outage)
                    .as("the points are in Kafka while InfluxDB is away")
                    .isNotDone();
            outage.get(60, TimeUnit.SECONDS);
            CurveTopics.await(
                    () -> influxd.rows("probes", "SELECT count(step), count(distinct(step)) FROM probe"),
                    List.of(List.of("0", "50000", "50000")));
            assertThat(stage.counters().get("requests.retried")).isGreaterThan(2);
            assertThat(stage.counters()).containsEntry("points.refused", 0L).containsEntry("records.unreadable", 0L);
            CurveTopics.await(this::committed, 50_000L);
            assertThat(stage.ended().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void whatWasNotPublishedIsPublishedByTheNextStart() throws Exception {
        try (PublishStage first = publish()) {
            topics.step("demo", 1, .5);
            topics.flush();
            CurveTopics.await(() -> count("probe"), 2L);
            // The server shows points before its answer has arrived and been counted.
            CurveTopics.await(() -> first.counters().getOrDefault("points.written", 0L), 2L);
        }
        topics.step("demo", 2, .5);
        topics.flush();
        try (PublishStage second = publish()) {
            CurveTopics.await(() -> count("probe"), 4L);
            CurveTopics.await(() -> second.counters().getOrDefault("points.written", 0L), 2L);
        }
    }

    @Test
    void findingsClosedStepsAndHealthArePublishedAndGarbageIsPutAside() throws Exception {
        try (PublishStage stage = publish()) {
            topics.send(new StepClosed("demo", 1, 8, CurveTopics.START, 2, 2, false));
            topics.send(emergence("demo"));
            Health health = new Health(
                    "score-1", "score", "", CurveTopics.START, Map.of("points", 7L), Map.of("lag.records", 1.5));
            topics.send(Topic.HEALTH, "", health.key(), health.write());
            topics.send(Topic.CURVES, "demo", "demo/UPOS/0/8", "{]".getBytes(StandardCharsets.UTF_8));
            topics.step("demo", 8, .5);
            topics.flush();
            CurveTopics.await(() -> count("probe"), 2L);
            CurveTopics.await(
                    () -> influxd.rows("probes", "SELECT byStep, task FROM emergence").stream()
                            .map(row -> row.subList(1, 3))
                            .toList(),
                    List.of(List.of("8", "UPOS")));
            CurveTopics.await(
                    () -> influxd.rows("probes", "SELECT points, \"lag.records\" FROM health").stream()
                            .map(row -> row.subList(1, 3))
                            .toList(),
                    List.of(List.of("7", "1.5")));
            assertThat(influxd.rows("probes", "SELECT present FROM snapshot")).hasSize(1);
            CurveTopics.await(() -> topics.records(Topic.DEAD_LETTERS).size(), 1);
            assertThat(topics.records(Topic.DEAD_LETTERS).get(0).headers().lastHeader("reason"))
                    .isNotNull();
            assertThat(stage.counters()).containsEntry("records.unreadable", 1L);
        }
    }

    @Test
    void aDeletedRunGoesFromInfluxDbTooAndTheOthersStay() throws Exception {
        try (PublishStage stage = publish()) {
            topics.step("gone", 1, .5);
            topics.step("stays", 1, .5);
            topics.send(emergence("gone"));
            topics.flush();
            CurveTopics.await(() -> count("probe"), 4L);
            CurveTopics.await(
                    () -> influxd.rows("probes", "SELECT byStep FROM emergence").size(), 1);
            topics.send(
                    Topic.CURVES, "gone", CurveTopics.point("gone", 0, 1, .5).key(), null);
            topics.send(
                    Topic.CURVES, "gone", CurveTopics.point("gone", 1, 1, .5).key(), null);
            topics.send(Topic.FINDINGS, "gone", emergence("gone").key(), null);
            topics.flush();
            CurveTopics.await(() -> count("probe"), 2L);
            CurveTopics.await(
                    () -> influxd.rows("probes", "SELECT byStep FROM emergence").size(), 0);
            assertThat(stage.counters()).containsEntry("points.refused", 0L);
        }
    }

    private PublishStage publish() {
        return PublishStage.start(
                kafka,
                InfluxSettings.at(influxd.url(), "probes"),
                catalog,
                topics.deadLetters(),
                InstantSource.system());
    }

    private long count(String measurement) throws Exception {
        return influxd.rows("probes", "SELECT count(step) FROM " + measurement).stream()
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
    }

    private long committed() throws Exception {
        try (Admin admin = Admin.create(kafka.admin("test-admin"))) {
            return admin
                    .listConsumerGroupOffsets("ovoscope-publish")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().topic().equals(kafka.name(Topic.CURVES)))
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        }
    }

    private void startAgain() {
        try {
            influxd.startAgain();
        } catch (Exception e) {
            throw new IllegalStateException("influxd does not start again", e);
        }
    }

    private static Emergence emergence(String run) {
        return new Emergence(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                1,
                "block1",
                .5,
                4,
                8,
                null,
                null,
                CurveTopics.START,
                .2,
                .8,
                16,
                .5,
                32,
                1000);
    }
}
