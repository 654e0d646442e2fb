package io.ovoscope.collector.grafana;

import io.ovoscope.collector.finding.SampleFindings;
import io.ovoscope.collector.publish.LineProtocol;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Regression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run's findings: one of each kind about UPOS or a layer, a regression that is over beside one that goes on, and for each task, in each layer and in the best one, the emergence of half and of
 * nine tenths of the gain. Task t emerges (half of the gain) between {@code BoardRun.STEPS.get(t + 1)} and the step after it, in layer l one
 * snapshot later for each layer below the last; the 95% set is a snapshot wider at both ends. Of UPOS in the best layer an older estimate stands there too.
 */
final class BoardFindings implements Fixture {
    static final int PER_QUANTILE = BoardRun.TASKS.size() * (BoardRun.LAYERS + 1);

    /** The snapshot by which half of the gain was there. */
    static int emerged(int task, int layer) {
        return task + 2 + (layer == Finding.NO_LAYER ? 0 : BoardRun.LAYERS - 1 - layer);
    }

    @Override
    public List<String> lines(String run) {
        List<Finding> findings = new ArrayList<>(SampleFindings.all(run));
        findings.add(SampleFindings.broken(run, BrokenData.Kind.STALLED, 256L));
        findings.add(past(run));
        for (int task = 0; task < BoardRun.TASKS.size(); task++) {
            for (int layer = Finding.NO_LAYER; layer < BoardRun.LAYERS; layer++) {
                findings.add(emergence(run, task, layer, 0.5, emerged(task, layer)));
                findings.add(emergence(run, task, layer, 0.9, BoardRun.SNAPSHOTS - 1));
            }
        }
        return findings.stream()
                .flatMap(finding -> LineProtocol.of(finding).stream())
                .toList();
    }

    /** So many findings of each run, as annotations. */
    static int count() {
        return (int) Stream.of(SampleFindings.all("r")).mapToLong(List::size).sum() + 2 * PER_QUANTILE;
    }

    private static Regression past(String run) {
        Regression.Drop drop = new Regression.Drop(
                3, "block3", List.of(1L, 2L, 4L), 0.5, 0.4, 0.1, 0.05, 0.15, 1e-6, null, 0, 0, 10_000);
        return new Regression(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.SILVER,
                16,
                32,
                BoardRun.takenAt(6),
                64L,
                BoardRun.takenAt(7),
                List.of(drop),
                Regression.Verdict.MODEL_REGRESSED,
                List.of("The loss rose from 3.10 to 3.90."),
                1e-6,
                0.0048,
                8,
                null);
    }

    private static Emergence emergence(String run, int task, int layer, double quantile, int by) {
        int end = BoardRun.SNAPSHOTS - 1;
        return new Emergence(
                run,
                1,
                BoardRun.TASKS.get(task),
                BoardRun.LEVELS.get(task),
                layer,
                layer == Finding.NO_LAYER ? "best" : "block" + layer,
                quantile,
                BoardRun.STEPS.get(by - 1),
                BoardRun.STEPS.get(by),
                BoardRun.STEPS.get(by - 2),
                BoardRun.STEPS.get(Math.min(by + 1, end)),
                BoardRun.takenAt(by),
                0.25,
                0.75,
                BoardRun.STEPS.get(end),
                0.4375,
                BoardRun.STEPS.get(end),
                1_000);
    }
}
