package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.StageName;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.launcher.process.Child;
import io.ovoscope.launcher.process.Children;
import io.ovoscope.launcher.process.EndingLimits;
import io.ovoscope.wire.CurvePoint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A collector in a process of its own, killed as the operating system kills: nothing of it is closed or committed. */
@Timeout(180)
class CollectorKilledIT {
    private static final int SNAPSHOTS = 12;
    private static final int LAYERS = 3;
    private static final int TASKS = 3;
    private static final int POINTS = LAYERS * TASKS;

    private final SyntheticRun run = new SyntheticRun("a killed run", LAYERS, 8, 240);

    @TempDir
    private Path directory;

    @Test
    void aKilledCollectorGivesTheSameCurvesOnceItIsStartedAgain() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                        directory.resolve("broker"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
                ScoreTopics topics = filled(KafkaSettings.plain(broker.bootstrapServers()))) {
            int points = SNAPSHOTS * POINTS;
            try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
                Child first = start(children, broker);
                topics.awaitPoints(2 * POINTS);
                ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
                first.exit().join();
            }
            assertThat(topics.points().size()).as("killed while there is work").isLessThan(points);
            try (Children children = Children.supervise(EndingLimits.DEFAULT)) {
                start(children, broker);
                topics.awaitPoints(points);
            }
            topics.assertSameCurves(uninterrupted(broker, points));
        }
    }

    private Child start(Children children, EmbeddedBroker broker) throws Exception {
        Child child = children.start(
                CollectorMain.child(
                        new DataFolder(directory.resolve("data")), broker.bootstrapServers(), 0, Optional.empty()),
                line -> {});
        child.awaitReady(Duration.ofSeconds(60));
        return child;
    }

    private Map<String, CurvePoint> uninterrupted(EmbeddedBroker broker, int points) throws Exception {
        KafkaSettings apart = new KafkaSettings(broker.bootstrapServers(), "reference", Map.of());
        CollectorSettings settings =
                CollectorSettings.defaults().withKafka(apart).withStages(List.of(StageName.SCORE));
        try (ScoreTopics reference = filled(apart);
                Collector collector = Collector.start(settings, Clock.systemUTC())) {
            assertThat(collector.page()).isEmpty();
            reference.awaitPoints(points);
            return new HashMap<>(reference.points());
        }
    }

    private ScoreTopics filled(KafkaSettings kafka) throws Exception {
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        ScoreTopics topics = new ScoreTopics(kafka);
        topics.announce(run);
        for (long step = 0; step < SNAPSHOTS; step++) {
            topics.snapshot(run, step);
        }
        return topics;
    }
}
