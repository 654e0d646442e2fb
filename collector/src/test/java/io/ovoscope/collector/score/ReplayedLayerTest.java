package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.RunManifest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A checkpoint that is examined while, or after, its run is scored. */
class ReplayedLayerTest {
    private static final ScoreSettings SETTINGS = ScoreSettings.defaults();
    private static final int LAYER = 1;

    private final ProbeWorkspace workspace = new ProbeWorkspace();
    private final ScoreCounters counters = new ScoreCounters();
    private final PreparationCache prepared =
            new PreparationCache((set, with) -> Preparation.prepare(set, SETTINGS, with));
    private final LayerScorer scorer = new LayerScorer(SETTINGS, prepared, counters, "test");
    private final ProbeStates states = new ProbeStates(1 << 20);
    private RunManifest manifest = Examples.manifest(1, Baseline.UNTRAINED);

    @AfterEach
    void closeWorkspace() {
        workspace.close();
    }

    private LayerResult score(long step, boolean replayed) {
        ActivationPart.Header header = Examples.header(1, LAYER, step);
        LayerJob job = new LayerJob(
                replayed ? replayed(header) : header,
                manifest,
                Examples.PROBE_SET,
                new LayerJob.Whole(Examples.values(LAYER, step), Examples.WIDTH, null),
                List.of());
        LayerResult result = scorer.score(job, remembered(), workspace, () -> false);
        result.states().forEach(state -> states.put(state, 0));
        result.samples().forEach(sample -> states.put(sample, 0));
        return result;
    }

    private static ActivationPart.Header replayed(ActivationPart.Header header) {
        return new ActivationPart.Header(
                header.run(),
                header.attempt(),
                header.step(),
                header.layer(),
                header.layerName(),
                header.takenAt(),
                header.rows(),
                header.probeSet(),
                header.loss(),
                true);
    }

    private Remembered remembered() {
        return states.of(new LayerId(Examples.RUN, LAYER), 0);
    }

    private static Map<String, CurvePoint> points(LayerResult result) {
        return result.points().stream().collect(Collectors.toMap(CurvePoint::task, Function.identity()));
    }

    private static CurvePoint tag(LayerResult result) {
        return Objects.requireNonNull(points(result).get("Tag"));
    }

    private static double figure(LayerResult result, Figure figure) {
        return tag(result).figures().get(figure).orElseThrow();
    }

    @Test
    void itsPointsSayThatItWasReplayedAndTheOthersDoNot() {
        assertThat(score(0, false).points()).noneMatch(CurvePoint::replayed);
        assertThat(score(3, true).points()).isNotEmpty().allMatch(CurvePoint::replayed);
    }

    @Test
    void itLeavesWhatIsRememberedOfALiveRunAsItWas() {
        score(0, false);
        score(8, false);
        Remembered before = remembered();

        LayerResult replayed = score(3, true);

        assertThat(replayed.states()).isEmpty();
        assertThat(replayed.samples()).isEmpty();
        assertThat(remembered()).isEqualTo(before);
        assertThat(before.newestStep()).isEqualTo(8);
    }

    @Test
    void laterSnapshotsAreScoredAsWithoutIt() {
        score(0, false);
        score(4, true);
        LayerResult with = score(6, false);
        forgetEverything();
        score(0, false);
        LayerResult without = score(6, false);

        assertThat(with.points()).isEqualTo(without.points());
    }

    private void forgetEverything() {
        LayerId layer = new LayerId(Examples.RUN, LAYER);
        List.copyOf(remembered().tasks().keySet()).forEach(task -> states.remove(layer, task));
        for (var role : io.ovoscope.wire.LayerSample.Role.values()) {
            states.remove(layer, role);
        }
    }

    @Test
    void itIsScoredWithTheStrengthAndTheFloorOfTheRun() {
        double floor = figure(score(0, false), Figure.ACCURACY);
        LayerResult live = score(5, false);
        score(9, false);

        LayerResult replayed = score(5, true);

        assertThat(Objects.requireNonNull(tag(replayed).provenance()).l2())
                .isEqualTo(Objects.requireNonNull(tag(live).provenance()).l2());
        assertThat(figure(replayed, Figure.UNTRAINED)).isEqualTo(floor);
        assertThat(figure(replayed, Figure.ACCURACY)).isCloseTo(figure(live, Figure.ACCURACY), Offset.offset(0.0005));
    }

    @Test
    void costlyFiguresAreTakenAtEach() {
        score(0, false);
        LayerResult second = score(4, false);

        assertThat(tag(second).remarks()).anyMatch(remark -> remark.contains("every 4th snapshot"));
        assertThat(tag(score(3, true)).remarks()).noneMatch(remark -> remark.contains("every 4th snapshot"));
    }

    @Test
    void alignmentWithTheSnapshotBeforeIsNotTakenWithALaterOne() {
        score(0, false);
        score(8, false);

        Map<String, CurvePoint> replayed = points(score(3, true));

        assertThat(replayed).containsKey("CkaFirst").doesNotContainKey("CkaPrevious");
        assertThat(Objects.requireNonNull(replayed.get("EffectiveRank")).remarks())
                .anyMatch(remark -> remark.contains("the snapshot before is not earlier than this one"));
    }

    @Test
    void ofARunThatIsMadeOfCheckpointsEachNewerOneIsRemembered() {
        manifest = fromCheckpoints();
        double first = figure(score(2, true), Figure.ACCURACY);
        LayerResult second = score(6, true);

        assertThat(remembered().newestStep()).isEqualTo(6);
        assertThat(Objects.requireNonNull(tag(second).provenance()).warmStart()).isTrue();
        assertThat(figure(second, Figure.UNTRAINED)).isEqualTo(first);
        assertThat(points(second)).containsKey("CkaPrevious");

        score(4, true);
        assertThat(remembered().newestStep()).as("an older one is not").isEqualTo(6);
    }

    private static RunManifest fromCheckpoints() {
        RunManifest usual = Examples.manifest(1, Baseline.FIRST);
        return new RunManifest(
                usual.run(),
                usual.attempt(),
                usual.resumedAtStep(),
                usual.startedAt(),
                usual.model(),
                usual.parameters(),
                usual.layers(),
                usual.probeSet(),
                usual.tasks(),
                usual.skippedTasks(),
                usual.schedule(),
                usual.encoder(),
                usual.pooling(),
                usual.precision(),
                usual.baseline(),
                usual.agentVersion(),
                true);
    }
}
