package io.ovoscope.launcher.bench.findings;

import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.OnlineEmergence;
import java.util.ArrayList;
import java.util.List;

/**
 * How findings of emergence compare with what is true.
 *
 * @param cell how often the single cell is the true one
 * @param set how often the 95% set holds it
 * @param widths of the sets, in cells
 * @param onlineDelays snapshots from the first to the confirming one of the online rule
 */
record EmergenceScore(Rate cell, Rate set, List<Integer> widths, List<Integer> onlineDelays) {
    static EmergenceScore none() {
        return new EmergenceScore(new Rate(0, 0), new Rate(0, 0), List.of(), List.of());
    }

    EmergenceScore plus(EmergenceScore other) {
        return new EmergenceScore(
                cell.plus(other.cell),
                set.plus(other.set),
                joined(widths, other.widths),
                joined(onlineDelays, other.onlineDelays));
    }

    private static List<Integer> joined(List<Integer> a, List<Integer> b) {
        List<Integer> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }

    /** Of one run's findings. */
    static EmergenceScore of(List<Finding> findings, Rise truth, SimulatedText text) {
        EmergenceScore score = none();
        for (Finding finding : findings) {
            if (finding instanceof Emergence found) {
                score = score.plus(of(found, truth, text));
            } else if (finding instanceof OnlineEmergence online) {
                int delay = SimulatedRun.snapshotOf(online.confirmedStep()) - SimulatedRun.snapshotOf(online.byStep());
                score = score.plus(new EmergenceScore(new Rate(0, 0), new Rate(0, 0), List.of(), List.of(delay)));
            }
        }
        return score;
    }

    private static EmergenceScore of(Emergence found, Rise truth, SimulatedText text) {
        int task = text.tasks().stream().map(info -> info.name()).toList().indexOf(found.task());
        boolean best = found.layer() == Finding.NO_LAYER;
        int by = truth.emerged(
                snapshot -> best ? truth.best(task, snapshot) : truth.accuracy(task, found.layer(), snapshot),
                found.quantile());
        int after = Math.max(0, by - 1);
        Rate cell = new Rate(0, 0).plus(SimulatedRun.snapshotOf(found.byStep()) == by);
        Long from = found.setAfterStep();
        Long to = found.setByStep();
        if (from == null || to == null) {
            return new EmergenceScore(cell, new Rate(0, 1), List.of(), List.of());
        }
        boolean held = SimulatedRun.snapshotOf(from) <= after && by <= SimulatedRun.snapshotOf(to);
        int width = SimulatedRun.snapshotOf(to) - SimulatedRun.snapshotOf(from);
        return new EmergenceScore(cell, new Rate(0, 0).plus(held), List.of(width), List.of());
    }
}
