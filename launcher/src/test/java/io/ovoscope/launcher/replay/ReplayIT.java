package io.ovoscope.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ovoscope.agent.replay.CheckpointProblems;
import io.ovoscope.agent.replay.SavedAt;
import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.StageName;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of DL4J's own listener through the whole line, beside runs that were watched. */
@Timeout(180)
class ReplayIT {
    private static final double CLOSE = 0.0005;
    private static final List<Long> SPARSE = List.of(20L);
    private static final List<Long> EVERY = java.util.stream.LongStream.rangeClosed(0, TinyTraining.STEPS)
            .boxed()
            .toList();

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;
    private static KafkaSettings kafka = KafkaSettings.plain("");
    private static Collector collector;
    private static TinyTraining training;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(directory.resolve("broker"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        kafka = KafkaSettings.plain(broker.bootstrapServers());
        CollectorSettings settings = CollectorSettings.defaults().withKafka(kafka);
        collector = Collector.start(settings.withStages(List.of(StageName.SCORE, StageName.WATCH)), Clock.systemUTC());
        training = new TinyTraining(directory);
        training.trainWithListener();
    }

    @AfterAll
    static void stop() {
        collector.close();
        broker.close();
    }

    private static ReplayOrder order(String run, List<Long> steps) {
        return new ReplayOrder(
                broker.bootstrapServers(),
                "",
                training.checkpoints().toString(),
                run,
                training.settingsFile().toString(),
                "",
                SavedAt.ITERATION,
                steps,
                false,
                false,
                null);
    }

    private static List<ReplayEvent> replay(ReplayOrder order) throws Exception {
        List<ReplayEvent> events = new ArrayList<>();
        new ReplayWork(order, kafka, events::add).run();
        return events;
    }

    /** The points of a run, by task, layer and step, once so many steps of it are there. */
    private static Map<String, CurvePoint> points(String run, int steps) throws Exception {
        Map<String, CurvePoint> points = new ConcurrentHashMap<>();
        try (TopicTail tail = new TopicTail(kafka, "points", List.of(Topic.CURVES), record -> {
            if (record.value() != null
                    && CurveRecord.read(record.value()) instanceof CurvePoint point
                    && point.run().equals(run)) {
                points.put(point.task() + "/" + point.layer() + "/" + point.step(), point);
            }
        })) {
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (points.keySet().stream()
                            .filter(key -> key.startsWith("UPOS/"))
                            .count()
                    < 2L * steps) {
                assertThat(System.nanoTime())
                        .as("points of %s: %s", run, points.keySet())
                        .isLessThan(deadline);
                Thread.sleep(50);
            }
            tail.readThrough().toCompletableFuture().join();
        }
        return new TreeMap<>(points);
    }

    private static RunManifest manifest(String run) throws InterruptedException {
        try (Answers answers = new Answers(kafka, run, Duration.ofSeconds(10))) {
            answers.readThrough();
            return answers.run().manifest().orElseThrow();
        }
    }

    private static double accuracy(CurvePoint point) {
        return point.figures().get(Figure.ACCURACY).orElseThrow();
    }

    @Test
    void replayedPointsAreThoseOfALiveRunAndTheRunBesideThemGoesOnUnchanged() throws Exception {
        try (TinyTraining.Watched twin = training.watched("twin", kafka, EVERY)) {
            twin.train(0, TinyTraining.STEPS);
        }
        Map<String, CurvePoint> truth = points("twin", TinyTraining.STEPS + 1);
        try (TinyTraining.Watched alone = training.watched("alone", kafka, SPARSE)) {
            alone.train(0, TinyTraining.STEPS);
        }
        Map<String, CurvePoint> unreplayed = points("alone", 8);

        TinyTraining.Watched live = training.watched("live", kafka, SPARSE);
        try (live) {
            live.train(0, 14);
            points("live", 5);
            replay(order("live", List.of(6L, 11L)));
            live.train(14, TinyTraining.STEPS);
        }
        assertThat(live.agent().metrics().droppedTotal()).isZero();
        Map<String, CurvePoint> joined = points("live", 10);

        assertThat(manifest("live").attempt()).isEqualTo(1);
        int replayed = 0;
        for (CurvePoint point : joined.values()) {
            boolean wasReplayed = point.step() == 6 || point.step() == 11;
            assertThat(point.replayed()).as(point.key()).isEqualTo(wasReplayed);
            if (point.task().equals("UPOS") && wasReplayed) {
                CurvePoint same = Objects.requireNonNull(truth.get("UPOS/" + point.layer() + "/" + point.step()));
                assertThat(accuracy(point)).as(point.key()).isCloseTo(accuracy(same), within(CLOSE));
                assertThat(Objects.requireNonNull(point.provenance()).l2())
                        .isEqualTo(Objects.requireNonNull(same.provenance()).l2());
                replayed++;
            }
        }
        assertThat(replayed).isEqualTo(4);
        unreplayed.forEach((key, point) -> assertSame(Objects.requireNonNull(joined.get(key), key), point));
    }

    /** In everything that follows from the network: times and names are of the run. */
    private static void assertSame(CurvePoint one, CurvePoint other) {
        assertThat(one.evidence()).as(one.key()).isEqualTo(other.evidence());
        assertThat(figures(one)).as(one.key()).isEqualTo(figures(other));
        assertThat(one.provenance()).as(one.key()).isEqualTo(other.provenance());
        assertThat(one.remarks()).as(one.key()).isEqualTo(other.remarks());
    }

    private static Figures figures(CurvePoint point) {
        return point.figures();
    }

    @Test
    void runThatNobodyWatchedIsMadeOfItsCheckpoints() throws Exception {
        List<ReplayEvent> events = replay(order("afterwards", List.of(2L, 4L, 8L, 16L, 24L)));
        Map<String, CurvePoint> points = points("afterwards", 5);

        RunManifest manifest = manifest("afterwards");
        assertThat(manifest.fromCheckpoints()).isTrue();
        assertThat(points.values())
                .allSatisfy(point -> assertThat(point.replayed()).isTrue());
        CurvePoint last = Objects.requireNonNull(points.get("UPOS/1/24"));
        assertThat(Objects.requireNonNull(last.provenance()).warmStart())
                .as("one checkpoint starts from the one before")
                .isTrue();
        List<CurvePoint> byStep = points.values().stream()
                .filter(point -> point.task().equals("UPOS") && point.layer() == 1)
                .sorted(Comparator.comparingLong(CurvePoint::step))
                .toList();
        assertThat(byStep).extracting(CurvePoint::takenAt).isSorted().doesNotHaveDuplicates();
        assertThat(events)
                .contains(new ReplayEvent.Says("Replayed 5 checkpoints of run 'afterwards': steps 2, 4, 8, 16, 24."));

        List<ReplayEvent> again = replay(order("afterwards", List.of(2L, 4L)));
        assertThat(again)
                .as("what the run has is not replayed again")
                .contains(new ReplayEvent.Says("0 of 23 checkpoints are to be replayed into run 'afterwards'."));
    }

    @Test
    void anotherProbeSetIsRefusedAndItIsSaidWhatDiffers() throws Exception {
        replay(order("refusing", List.of(2L)));
        Path other = Files.writeString(
                directory.resolve("other.yaml"),
                Files.readString(training.settingsFile()).replace("tasks: [UPOS]", "tasks: [UPOS, DepRel]\n  seed: 2"));
        ReplayOrder order = order("refusing", List.of(3L));
        ReplayOrder differing = new ReplayOrder(
                order.bootstrapServers(),
                "",
                order.checkpoints(),
                order.run(),
                other.toString(),
                "",
                SavedAt.ITERATION,
                order.steps(),
                false,
                false,
                null);

        assertThatThrownBy(() -> replay(differing))
                .isInstanceOf(CheckpointProblems.class)
                .hasMessageContaining("the probe set is not that of run 'refusing'")
                .hasMessageContaining("another split")
                .hasMessageContaining("with further tasks [DepRel]");
    }
}
