package io.ovoscope.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Regression;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static final ReplayOrder.Targets ALL = new ReplayOrder.Targets("", "", null);

    private final RunInTopics run = new RunInTopics("r", KafkaSettings.plain("nowhere:1"));

    private static Emergence emergence(String task, int layer, double quantile, long after, long by, double best) {
        return new Emergence(
                "r",
                1,
                task,
                Level.MORPHOLOGY,
                layer,
                layer == Finding.NO_LAYER ? "best" : "l" + layer,
                quantile,
                after,
                by,
                null,
                null,
                Instant.EPOCH,
                .2,
                best,
                by,
                .1,
                by,
                100);
    }

    private static Regression regression(@Nullable Long recovered) {
        Regression.Drop drop =
                new Regression.Drop(1, "l1", List.of(100L, 200L, 300L), .8, .6, .2, .1, .3, .001, null, 30, 10, 100);
        return new Regression(
                "r",
                1,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.GOLD,
                400,
                500,
                Instant.EPOCH,
                recovered,
                recovered == null ? null : Instant.EPOCH,
                List.of(drop),
                Regression.Verdict.MODEL_REGRESSED,
                List.of("one"),
                .001,
                .01,
                300,
                null);
    }

    private void put(Finding finding) {
        run.read(new ConsumerRecord<>("ovoscope.findings", 0, 0, finding.key(), finding.write()));
    }

    private void replayed(long step, int layer, double accuracy) {
        CurveRecord point = new CurvePoint(
                "r",
                1,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.GOLD,
                layer,
                "l" + layer,
                step,
                Instant.EPOCH,
                null,
                Baseline.UNTRAINED,
                new Evidence.Items("set", 4, new BitSet(), null),
                new Figures(Map.of(Figure.ACCURACY, accuracy)),
                null,
                true,
                List.of());
        run.read(new ConsumerRecord<>("ovoscope.curves", 0, 0, point.key(), point.write()));
    }

    private static List<String> ids(List<Finding> findings, ReplayOrder.Targets wanted) {
        return Target.of(findings, wanted).stream()
                .map(target -> target.row().get(0))
                .toList();
    }

    @Test
    void mediansOfTheBestLayerAndRegressionsThatGoOnAreMeant() {
        List<Finding> findings = List.of(
                emergence("UPOS", Finding.NO_LAYER, .5, 1, 2, .8),
                emergence("UPOS", Finding.NO_LAYER, .9, 1, 2, .8),
                emergence("UPOS", 0, .5, 1, 2, .9),
                emergence("Tense", 0, .5, 1, 2, .7),
                emergence("Tense", 1, .5, 1, 2, .9),
                regression(null));

        assertThat(ids(findings, ALL))
                .as("where nothing is said of the best layer, the layer that reached most stands for it")
                .containsExactly("emergence-t50/Tense/1", "emergence-t50/UPOS/best", "regression/UPOS/400");
        assertThat(ids(findings, new ReplayOrder.Targets("", "Tense", null))).containsExactly("emergence-t50/Tense/1");
        assertThat(ids(findings, new ReplayOrder.Targets("", "", 0)))
                .containsExactly("emergence-t50/Tense/0", "emergence-t50/UPOS/0");
        assertThat(ids(findings, new ReplayOrder.Targets("emergence-t90/UPOS/best", "", null)))
                .containsExactly("emergence-t90/UPOS/best");
        assertThat(ids(List.of(regression(600L)), ALL)).as("recovered").isEmpty();
    }

    @Test
    void intervalOfAnEmergenceIsThatOfItsRevisedFinding() {
        Target target =
                Target.of(List.of(emergence("UPOS", 1, .5, 100, 200, .8)), ALL).get(0);
        TreeSet<Long> checkpoints = new TreeSet<>(List.of(50L, 120L, 140L, 180L, 300L));

        assertThat(target.next(checkpoints)).hasValue(140);
        target.looksAt(140);
        put(emergence("UPOS", 1, .5, 140, 200, .8));
        target.revise(run);

        assertThat(target.next(checkpoints)).hasValue(180);
        target.looksAt(180);
        put(emergence("UPOS", 1, .5, 140, 180, .8));
        target.revise(run);

        assertThat(target.next(checkpoints)).isEmpty();
        assertThat(target.row())
                .containsExactly(
                        "emergence-t50/UPOS/1", "t50 of UPOS, l1", "(100, 200]", "(140, 180]", "100 -> 40", "140 180");
    }

    @Test
    void findingThatNoLongerHoldsIsNotFollowed() {
        Target target =
                Target.of(List.of(emergence("UPOS", 1, .5, 100, 200, .8)), ALL).get(0);
        target.revise(run);

        assertThat(target.next(new TreeSet<>(List.of(150L)))).isEmpty();
        assertThat(target.row()).contains("withdrawn");
    }

    @Test
    void checkpointInsideARegressionIsGoodWhereItIsNearerTheReference() {
        put(regression(null));
        Target target = Target.of(run.findings(), ALL).get(0);
        TreeSet<Long> checkpoints = new TreeSet<>(List.of(320L, 340L, 360L, 380L));
        assertThat(target.next(checkpoints)).hasValue(340);

        target.looksAt(340);
        replayed(340, 0, .1);
        replayed(340, 1, .75);
        target.revise(run);
        assertThat(target.row()).contains("(340, 400]");

        replayed(360, 1, .62);
        target.revise(run);
        assertThat(target.row()).contains("(340, 360]");
        assertThat(target.next(checkpoints)).isEmpty();
    }
}
