package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.catalog.TopicRunCatalog;
import io.ovoscope.collector.score.ScoreSettings;
import io.ovoscope.collector.score.ScoreStage;
import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.RunDeletion;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The score stage against a real broker. Every test has topics and a group of its own. */
class CollectorScoreIT {
    private static final int LAYERS = 3;
    private static final int TASKS = 3;

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    private KafkaSettings kafka;
    private ScoreTopics topics;
    private final List<Copy> copies = new ArrayList<>();
    private final SyntheticRun run = new SyntheticRun("a/run", LAYERS, 8, 240);

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.start(directory, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeTopics(TestInfo test) {
        String prefix = "t" + Integer.toHexString(test.getDisplayName().hashCode());
        kafka = new KafkaSettings(broker.bootstrapServers(), prefix, Map.of());
        assertThat(TopicAdmin.ensure(kafka, TopicSizes.defaults())).isEmpty();
        topics = new ScoreTopics(kafka);
    }

    @AfterEach
    void closeEverything() {
        copies.forEach(Copy::close);
        topics.close();
    }

    /** A copy of the collector's score stage with what it needs. */
    private record Copy(Producer<String, byte[]> producer, TopicRunCatalog catalog, ScoreStage stage)
            implements AutoCloseable {
        static Copy start(KafkaSettings kafka, ScoreSettings settings) {
            Producer<String, byte[]> producer = new KafkaProducer<>(kafka.producer("catalog"));
            DeadLetters deadLetters = new DeadLetters(producer, kafka);
            TopicRunCatalog catalog = new TopicRunCatalog(kafka, "catalog", deadLetters);
            return new Copy(
                    producer,
                    catalog,
                    ScoreStage.start(kafka, settings, catalog, producer, deadLetters, Clock.systemUTC()));
        }

        @Override
        public void close() {
            stage.close();
            catalog.close();
            producer.close();
        }
    }

    private Copy start() {
        Copy copy = Copy.start(kafka, ScoreSettings.defaults());
        copies.add(copy);
        return copy;
    }

    private CurvePoint point(String task, int layer, long step) {
        String key = RecordKey.point(run.name, task, layer, step);
        assertThat(topics.points()).containsKey(key);
        return Objects.requireNonNull(topics.points().get(key));
    }

    private static double figure(CurvePoint point, Figure figure) {
        return point.figures().get(figure).orElseThrow();
    }

    @Test
    void plantedSignalRisesAboveItsFloors() throws Exception {
        start();
        topics.announce(run);
        for (long step : new long[] {0, 2, 8}) {
            topics.snapshot(run, step);
        }
        topics.awaitPoints(3 * LAYERS * TASKS);
        CurvePoint first = point("UPOS", 2, 0);
        CurvePoint last = point("UPOS", 2, 8);
        assertThat(figure(first, Figure.UNTRAINED)).isEqualTo(figure(first, Figure.ACCURACY));
        assertThat(figure(last, Figure.UNTRAINED)).isEqualTo(figure(first, Figure.ACCURACY));
        assertThat(figure(last, Figure.LOWER)).isGreaterThan(figure(first, Figure.UPPER));
        assertThat(figure(last, Figure.LOWER)).isGreaterThan(figure(last, Figure.MAJORITY));
        assertThat(figure(last, Figure.SELECTIVITY)).isGreaterThan(0.2);
        assertThat(figure(last, Figure.LEXICON)).isBetween(0.7, 0.95);
        assertThat(figure(last, Figure.N)).isEqualTo(60 * SyntheticRun.WORDS);
        assertThat(point("UPOS", 0, 8).figures().get(Figure.ACCURACY).orElseThrow())
                .isLessThan(figure(last, Figure.ACCURACY));
        CurvePoint kind = point("Kind", 2, 8);
        assertThat(figure(kind, Figure.LOWER)).isGreaterThan(figure(kind, Figure.BAG_OF_WORDS));
        assertThat(kind.figures().get(Figure.LENGTH_ONLY)).isPresent();
        assertThat(kind.figures().get(Figure.CONTROL)).isEmpty();
        assertThat(point("DepArc", 1, 2).evidence())
                .isInstanceOfSatisfying(
                        Evidence.Missing.class,
                        missing -> assertThat(missing.reason()).isEqualTo(Evidence.Reason.NOT_PROBEABLE));
        assertThat(topics.written())
                .as("layer 0 is scored once, not in every partition")
                .isEqualTo(27);
    }

    @Test
    void restartedCollectorGivesTheSameCurves() throws Exception {
        topics.announce(run);
        for (long step = 0; step < 6; step++) {
            topics.snapshot(run, step);
        }
        Copy first = start();
        topics.awaitPoints(2 * LAYERS * TASKS);
        first.close();
        int before = topics.points().size();
        start();
        topics.awaitPoints(6 * LAYERS * TASKS);
        assertThat(before).isLessThan(6 * LAYERS * TASKS);
        topics.assertSameCurves(uninterrupted());
    }

    @Test
    void collectorThatLostItsCommitsReplacesThePointsByTheSame() throws Exception {
        topics.announce(run);
        for (long step = 0; step < 4; step++) {
            topics.snapshot(run, step);
        }
        Copy first = start();
        topics.awaitPoints(4 * LAYERS * TASKS);
        first.close();
        Map<String, CurvePoint> before = new HashMap<>(topics.points());
        int written = topics.written();
        try (Admin admin = Admin.create(kafka.admin("test"))) {
            admin.deleteConsumerGroups(List.of(kafka.topicPrefix() + "-" + ScoreStage.GROUP))
                    .all()
                    .get();
        }
        start();
        topics.awaitWritten(written + 4 * LAYERS * TASKS);
        topics.assertSameCurves(before);
    }

    @Test
    void twoCollectorsGiveTheCurvesOfOne() throws Exception {
        topics.announce(run);
        start();
        start();
        for (long step = 0; step < 6; step++) {
            topics.snapshot(run, step);
            Thread.sleep(500);
        }
        topics.awaitPoints(6 * LAYERS * TASKS);
        topics.assertSameCurves(uninterrupted());
    }

    /** The curves of the same snapshots, scored by one collector with one thread in one go, under another prefix. */
    private Map<String, CurvePoint> uninterrupted() throws Exception {
        KafkaSettings apart = new KafkaSettings(kafka.bootstrapServers(), kafka.topicPrefix() + "-reference", Map.of());
        TopicAdmin.ensure(apart, TopicSizes.defaults());
        copies.add(Copy.start(apart, settings(1, 2)));
        try (ScoreTopics reference = new ScoreTopics(apart)) {
            reference.announce(run);
            for (long step = 0; step < 6; step++) {
                reference.snapshot(run, step);
            }
            reference.awaitPoints(6 * LAYERS * TASKS);
            return new HashMap<>(reference.points());
        }
    }

    private static ScoreSettings settings(int threads, int unknownRunWaitSeconds) {
        ScoreSettings d = ScoreSettings.defaults();
        return new ScoreSettings(
                threads,
                d.maxLayersInAssembly(),
                d.maxLayersWaiting(),
                d.maxLayerMebibytes(),
                d.assemblyTimeoutSeconds(),
                unknownRunWaitSeconds,
                d.stateMebibytesPerPartition(),
                d.features(),
                d.l2Grid(),
                d.tolerance(),
                d.maxIterations(),
                d.resamples(),
                d.codelengthEvery(),
                d.conditionalEvery(),
                d.seed());
    }

    @Test
    void hostileRecordsAreSetAsideWhileScoringGoesOn() throws Exception {
        topics.announce(run);
        int home = topics.home(run, 1);
        String key = RecordKey.layer(run.name, 1);
        byte[] good = run.parts(1, 0, 300).get(0).write();
        List<byte[]> hostile = List.of(
                new byte[0],
                new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, 0},
                Arrays.copyOf(good, good.length - 1),
                "{\"schema\":\"ovoscope.activations/1\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        start();
        for (byte[] value : hostile) {
            topics.activation(home, key, value);
        }
        topics.activation(home, RecordKey.layer("someone else", 1), good);
        SyntheticRun narrow = new SyntheticRun(run.name, LAYERS, 7, 240);
        topics.activation(home, key, narrow.parts(1, 0, 300).get(0).write());
        topics.snapshot(run, 0);
        topics.awaitPoints(LAYERS * TASKS);
        topics.awaitDeadLetters(6);
        assertThat(topics.deadLetters()).hasSize(6).allSatisfy(letter -> {
            assertThat(ScoreTopics.header(letter, "topic")).endsWith(".activations");
            assertThat(ScoreTopics.header(letter, "partition")).isEqualTo(Integer.toString(home));
            assertThat(Long.parseLong(ScoreTopics.header(letter, "offset"))).isNotNegative();
            assertThat(ScoreTopics.header(letter, "reason")).isNotBlank();
        });
        assertThat(topics.deadLetters().get(2).value()).isEqualTo(hostile.get(2));
        assertThat(ScoreTopics.header(topics.deadLetters().get(5), "reason")).contains("width 7");
    }

    @Test
    void abortedSnapshotIsNotSeen() throws Exception {
        topics.announce(run);
        start();
        topics.snapshot(run, 0);
        topics.abortedSnapshot(run, 1);
        topics.snapshot(run, 2);
        topics.awaitPoints(2 * LAYERS * TASKS);
        assertThat(topics.points().values()).extracting(CurvePoint::step).containsOnly(0L, 2L);
    }

    @Test
    void activationsWaitForTheirManifest() throws Exception {
        copies.add(Copy.start(kafka, settings(0, 60)));
        topics.snapshot(run, 0);
        Thread.sleep(1_500);
        assertThat(topics.written()).isZero();
        topics.announce(run);
        topics.awaitPoints(LAYERS * TASKS);
        assertThat(topics.deadLetters()).isEmpty();
    }

    @Test
    void activationsDeletedBeforeTheyWereScoredAreCountedAndLaterOnesScored() throws Exception {
        topics.announce(run);
        Copy first = start();
        topics.snapshot(run, 0);
        topics.awaitPoints(LAYERS * TASKS);
        first.close();
        topics.snapshot(run, 1);
        deleteActivations();
        Copy second = start();
        topics.snapshot(run, 2);
        topics.awaitPoints(2 * LAYERS * TASKS);
        assertThat(topics.points().values()).extracting(CurvePoint::step).containsOnly(0L, 2L);
        assertThat(second.stage().counters().get("records.lost")).isGreaterThanOrEqualTo(LAYERS);
    }

    @Test
    void everyLayerHasLayerZeroBesideItAndNothingIsNeededOnceAllIsScored() throws Exception {
        topics.announce(run);
        Copy copy = start();
        for (long step = 0; step < 3; step++) {
            topics.snapshot(run, step);
        }
        topics.awaitPoints(3 * LAYERS * TASKS);
        CurveTopics.await(() -> copy.stage().gauges().get("layer-zeros"), 0.0);
        assertThat(copy.stage().counters())
                .containsEntry("layers.without-layer-zero", 0L)
                .containsEntry("layer-zeros.given-up", 0L)
                .containsEntry("layers.incomplete", 0L);
        CurveTopics.await(this::committedIsTheEnd, true);
    }

    /** The last record of a partition is the marker of a transaction, which no consumer sees. */
    private boolean committedIsTheEnd() throws Exception {
        try (Admin admin = Admin.create(kafka.admin("test"))) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            kafka.topicPrefix() + "-" + ScoreStage.GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            committed.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            var ends = admin.listOffsets(latest).all().get();
            return committed.size() == TopicSizes.defaults().activationPartitions()
                    && committed.entrySet().stream()
                            .allMatch(entry -> entry.getValue().offset()
                                    >= Objects.requireNonNull(ends.get(entry.getKey()))
                                                    .offset()
                                            - 1);
        }
    }

    /** As retention does, and at once. */
    private void deleteActivations() throws Exception {
        try (Admin admin = Admin.create(kafka.admin("test"))) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (int partition = 0; partition < TopicSizes.defaults().activationPartitions(); partition++) {
                TopicPartition source = new TopicPartition(kafka.name(Topic.ACTIVATIONS), partition);
                all.put(source, RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        }
    }

    @Test
    void runStartedAgainUnderTheNameOfADeletedOneHasNoFloorOfThat() throws Exception {
        Copy copy = start();
        topics.announce(run);
        topics.snapshot(run, 0);
        topics.awaitPoints(LAYERS * TASKS);
        Thread.sleep(500);
        assertThat(RunDeletion.delete(kafka, run.name, copy.producer(), List.of(), Duration.ofSeconds(30))
                        .records())
                .containsKey(Topic.PROBES);
        topics.announce(run);
        Thread.sleep(500);
        topics.snapshot(run, 4);
        topics.awaitPoints(2 * LAYERS * TASKS);
        assertThat(point("UPOS", 1, 4).figures().get(Figure.ACCURACY)).isPresent();
        assertThat(point("UPOS", 1, 4).figures().get(Figure.UNTRAINED)).isEmpty();
    }

    @Test
    void nonFiniteLayerSaysSoAndLeavesTheOthersAndTheNextStepAlone() throws Exception {
        topics.announce(run);
        start();
        topics.snapshot(run, 0);
        topics.awaitPoints(LAYERS * TASKS);
        float[] broken = run.layer(1, 4);
        broken[5] = Float.NaN;
        broken[77] = Float.POSITIVE_INFINITY;
        for (ActivationPart part : run.parts(1, 4, 500, broken)) {
            topics.activation(topics.home(run, 1), RecordKey.layer(run.name, 1), part.write());
        }
        topics.snapshot(run, 6);
        topics.awaitPoints((2 * LAYERS + 1) * TASKS);
        assertThat(point("UPOS", 1, 4).evidence())
                .isEqualTo(new Evidence.Missing(
                        Evidence.Reason.NON_FINITE, "2 of " + 240 * 8 * 8 + " values are NaN or infinite"));
        assertThat(point("UPOS", 1, 6).provenance()).isNotNull();
        assertThat(figure(point("UPOS", 1, 6), Figure.UNTRAINED))
                .isEqualTo(figure(point("UPOS", 1, 0), Figure.ACCURACY));
    }
}
