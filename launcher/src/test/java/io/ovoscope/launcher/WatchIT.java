package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ovoscope.collector.catalog.TopicRunCatalog;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.collector.watch.WatchSettings;
import io.ovoscope.collector.watch.WatchStage;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch stage on a real broker. */
class WatchIT {
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
    void stepsAreClosedAndAPlantedEmergenceIsFound() throws Exception {
        topics.announce("demo", 0);
        try (WatchStage stage = watch(600)) {
            for (long step = 0; step < 8; step++) {
                topics.step("demo", step, step < 4 ? .25 : .75);
            }
            topics.flush();
            CurveTopics.await(() -> closed().size(), 8);
            assertThat(closed()).allMatch(step -> !step.expired() && step.present() == 2);
            CurveTopics.await(() -> newest(), List.of(row(.5, 3, 4), row(.9, 3, 4)));
            assertThat(stage.counters()).containsEntry("steps.closed", 8L).containsEntry("writes.failed", 0L);
        }
    }

    @Test
    void aRestartNeitherRepeatsNorForgets() throws Exception {
        topics.announce("demo", 0);
        try (WatchStage first = watch(600)) {
            topics.step("demo", 0, .25);
            topics.step("demo", 1, .5);
            topics.flush();
            // t50 and t90 of layer 1, and of the best layer.
            CurveTopics.await(() -> topics.findings().size(), 4);
            CurveTopics.await(() -> first.counters().get("findings.written"), 4L);
        }
        topics.step("demo", 2, 1);
        topics.flush();
        try (WatchStage second = watch(600)) {
            CurveTopics.await(() -> newest(), List.of(row(.5, 1, 2), row(.9, 1, 2)));
            CurveTopics.await(() -> second.counters().get("findings.written"), 4L);
            assertThat(second.counters()).containsEntry("profiles.written", 1L).containsEntry("steps.closed", 1L);
        }
        try (WatchStage third = watch(600)) {
            topics.announce("other", 0);
            topics.step("other", 0, .25);
            topics.flush();
            CurveTopics.await(() -> closed().size(), 4);
            CurveTopics.await(() -> profiles().size(), 4);
            assertThat(third.counters()).containsEntry("findings.written", 0L).containsEntry("steps.closed", 1L);
        }
    }

    @Test
    void pointsBeforeTheirManifestWaitForItAndAStepThatStaysIncompleteExpires() throws Exception {
        topics.send(CurveTopics.point("demo", 0, 0, .25));
        topics.step("demo", 1, .75);
        topics.flush();
        try (WatchStage stage = watch(1)) {
            topics.announce("demo", 0);
            CurveTopics.await(() -> closed().size(), 2);
            assertThat(closed())
                    .extracting(StepClosed::step, StepClosed::present, StepClosed::expired)
                    .containsExactlyInAnyOrder(tuple(0L, 1, true), tuple(1L, 2, false));
            assertThat(stage.counters()).containsEntry("steps.expired", 1L);
        }
    }

    private WatchStage watch(int stepTimeoutSeconds) {
        return WatchStage.start(
                kafka,
                WatchSettings.closingAfter(stepTimeoutSeconds),
                catalog,
                topics.producer(),
                topics.deadLetters(),
                InstantSource.system());
    }

    private List<StepClosed> closed() {
        return topics.records(Topic.CURVES).stream()
                .map(record -> CurveRecord.read(record.value()))
                .filter(StepClosed.class::isInstance)
                .map(StepClosed.class::cast)
                .toList();
    }

    private List<LayerProfile> profiles() {
        return topics.records(Topic.CURVES).stream()
                .map(record -> CurveRecord.read(record.value()))
                .filter(LayerProfile.class::isInstance)
                .map(LayerProfile.class::cast)
                .toList();
    }

    /** Quantile, step before and step of the newest two findings. */
    private List<List<Double>> newest() {
        List<Emergence> all = topics.findings();
        return all.subList(Math.max(0, all.size() - 2), all.size()).stream()
                .map(found -> row(found.quantile(), found.afterStep(), found.byStep()))
                .toList();
    }

    private static List<Double> row(double quantile, long after, long by) {
        return List.of(quantile, (double) after, (double) by);
    }
}
