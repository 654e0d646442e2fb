package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ovoscope.collector.catalog.TopicRunCatalog;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.collector.watch.BrokenDataSettings;
import io.ovoscope.collector.watch.EmergenceSettings;
import io.ovoscope.collector.watch.RegressionSettings;
import io.ovoscope.collector.watch.WatchSettings;
import io.ovoscope.collector.watch.WatchStage;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.RunStalled;
import io.ovoscope.wire.Topic;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that stop coming, on a real broker: the snapshots here are long past, so the next of each is overdue at once. */
class StallIT {
    private static final WatchSettings SETTINGS = new WatchSettings(
            600, EmergenceSettings.defaults(), RegressionSettings.defaults(), new BrokenDataSettings(.9, 3, 1));

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private KafkaSettings kafka;
    private CurveTopics topics;
    private TopicRunCatalog catalog;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        kafka = KafkaSettings.plain(broker.bootstrapServers());
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        topics = new CurveTopics(kafka);
        catalog = new TopicRunCatalog(kafka, "test-catalog", topics.deadLetters());
    }

    @AfterEach
    void stop() {
        catalog.close();
        topics.close();
        broker.close();
    }

    @Test
    void aStallIsStoredOnceWithItsReasonAndEndedByTheNextSnapshotAndAClosedRunNeverStalls() throws Exception {
        agent("stuck", Map.of("training.ended", 0L));
        agent("closed", Map.of("training.ended", 1L));
        for (String run : List.of("stuck", "closed", "unheard")) {
            topics.announce(run, 0);
            snapshot(run, 0);
        }
        topics.flush();
        try (WatchStage first = watch()) {
            CurveTopics.await(() -> stalls().size(), 1);
            CurveTopics.await(() -> found().size(), 1);
            assertThat(first.counters()).containsEntry("runs.stalled", 1L);
        }
        snapshot("stuck", 1);
        topics.flush();
        try (WatchStage second = watch()) {
            CurveTopics.await(() -> found().size(), 3);
            assertThat(second.counters()).containsEntry("runs.stalled", 1L);
        }
        assertThat(stalls())
                .extracting(RunStalled::run, RunStalled::step)
                .containsExactly(tuple("stuck", 0L), tuple("stuck", 1L));
        assertThat(stalls().get(0).why()).startsWith("No word from agent-stuck for ");
        assertThat(found())
                .extracting(Finding::id, Finding::state, BrokenData::endedStep)
                .containsExactlyInAnyOrder(
                        tuple("stalled/run/0", Finding.State.OPEN, null),
                        tuple("stalled/run/0", Finding.State.CLOSED, 1L),
                        tuple("stalled/run/1", Finding.State.OPEN, null));
    }

    private void agent(String run, Map<String, Long> counters) {
        Health health = new Health("agent-" + run, "agent", run, CurveTopics.START, counters, Map.of("step", 0.0));
        topics.send(Topic.HEALTH, run, health.key(), health.write());
    }

    private void snapshot(String run, long step) {
        CurvePoint like = CurveTopics.point(run, 0, step, .25);
        topics.send(new CurvePoint(
                run,
                1,
                GeometryTasks.EFFECTIVE_RANK.name(),
                GeometryTasks.EFFECTIVE_RANK.level(),
                GeometryTasks.EFFECTIVE_RANK.source(),
                0,
                like.layerName(),
                step,
                like.takenAt(),
                like.loss(),
                like.baseline(),
                new Evidence.Scalar(5, List.of()),
                new Figures(Map.of(Figure.VALUE, 5.0)),
                null,
                false,
                List.of()));
        topics.step(run, step, .25);
    }

    private WatchStage watch() {
        return WatchStage.start(
                kafka, SETTINGS, catalog, topics.producer(), topics.deadLetters(), InstantSource.system());
    }

    private List<RunStalled> stalls() {
        return topics.records(Topic.CURVES).stream()
                .map(record -> CurveRecord.read(record.value()))
                .filter(RunStalled.class::isInstance)
                .map(RunStalled.class::cast)
                .toList();
    }

    private List<BrokenData> found() {
        return topics.records(Topic.FINDINGS).stream()
                .filter(record -> record.value() != null)
                .map(record -> Finding.read(record.value()))
                .filter(BrokenData.class::isInstance)
                .map(BrokenData.class::cast)
                .toList();
    }
}
