package io.ovoscope.collector.watch;

import static io.ovoscope.collector.watch.WatchedRun.RUN;
import static io.ovoscope.collector.watch.WatchedRun.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Checkpoints examined afterwards, as watching sees them. */
class ReplayedPointsTest {
    private final WatchedRun run = new WatchedRun(1);
    private RunManifest manifest = run.manifest(1, 0);
    private Watcher watcher = watcher();

    private Watcher watcher() {
        return new Watcher(run.catalog(manifest), WatchSettings.closingAfter(60), new FindingsBook());
    }

    private void put(CurveRecord record) {
        watcher.take(WatchedRun.record(record, START));
    }

    private void step(long step, double share, int attempt, boolean replayed) {
        for (int layer = 0; layer < 2; layer++) {
            CurvePoint point = run.exactPoint(attempt, layer, step, layer == 0 ? .3 : share);
            put(replayed ? replayed(point) : point);
        }
        watcher.closings(START).forEach(this::put);
    }

    private static CurvePoint replayed(CurvePoint point) {
        return new CurvePoint(
                point.run(),
                point.attempt(),
                point.task(),
                point.level(),
                point.source(),
                point.layer(),
                point.layerName(),
                point.step(),
                point.takenAt(),
                point.loss(),
                point.baseline(),
                point.evidence(),
                point.figures(),
                point.provenance(),
                true,
                point.remarks());
    }

    /** The newest say of the median emergence of the layer that learns. */
    private Optional<Emergence> emergence() {
        return watcher.findings().stream()
                .flatMap(entry -> entry.finding().stream())
                .filter(finding -> finding instanceof Emergence found && found.quantile() == .5 && found.layer() == 1)
                .map(Emergence.class::cast)
                .reduce((earlier, later) -> later);
    }

    private void liveRun() {
        step(0, .3, 1, false);
        step(100, .3, 1, false);
        step(200, .9, 1, false);
        step(300, .9, 1, false);
    }

    @Test
    void replayedStepNarrowsAnEmergence() {
        liveRun();
        assertThat(emergence())
                .hasValueSatisfying(found ->
                        assertThat(found.afterStep() + "-" + found.byStep()).isEqualTo("100-200"));

        step(150, .9, 1, true);

        assertThat(emergence())
                .hasValueSatisfying(found ->
                        assertThat(found.afterStep() + "-" + found.byStep()).isEqualTo("100-150"));
    }

    @Test
    void checkpointUnderTheNewestAttemptRetiresNothing() {
        manifest = run.manifest(2, 300);
        watcher = watcher();
        liveRun();
        step(400, .9, 2, false);

        step(50, .3, 2, true);

        assertThat(emergence()).hasValueSatisfying(found -> {
            assertThat(found.byStep()).as("steps 100 to 300 of attempt 1 stand").isEqualTo(200);
            assertThat(found.throughStep()).isEqualTo(400);
        });
    }

    @Test
    void findingsFollowPointsThatReplaceThoseOfAClosedStep() {
        liveRun();
        List<Finding> before = watcher.findings().stream()
                .flatMap(entry -> entry.finding().stream())
                .toList();
        assertThat(before).isNotEmpty();
        assertThat(watcher.findings()).as("nothing has changed since").isEmpty();

        put(replayed(run.exactPoint(1, 1, 100, .9)));

        assertThat(emergence())
                .hasValueSatisfying(found -> assertThat(found.byStep()).isEqualTo(100));
        assertThat(watcher.closings(START))
                .as("the step's closing says the same as before")
                .noneMatch(closing -> closing.equals(new StepClosed(RUN, 1, 100, START.plusSeconds(200), 2, 2, false)));
    }
}
