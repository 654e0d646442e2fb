package io.ovoscope.launcher.replay;

import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;

/** A finding whose interval is narrowed, as far as it has come. */
final class Target {
    private static final double MEDIAN = 0.5;

    private final String id;
    private final String what;
    private final Bisection begin;
    private final List<Long> looked = new ArrayList<>();
    private Bisection now;
    private boolean withdrawn;

    private Target(String id, String what, Bisection interval) {
        this.id = id;
        this.what = what;
        this.begin = interval;
        this.now = interval;
    }

    /**
     * The findings that are meant, in order of their ids: t50 of the best layers, or of the layer asked for, and regressions that go on;
     * or the one that is named.
     */
    static List<Target> of(List<Finding> findings, ReplayOrder.Targets wanted) {
        List<Target> targets = new ArrayList<>();
        for (Finding finding : meant(findings, wanted)) {
            if (finding instanceof Emergence found) {
                targets.add(new Target(
                        found.id(),
                        "t" + Math.round(100 * found.quantile()) + " of " + found.task() + ", "
                                + layerName(found.layer(), found.layerName()),
                        new Bisection(found.afterStep(), found.byStep())));
            } else if (finding instanceof Regression found) {
                Regression.Drop drop = found.drops().get(0);
                targets.add(new Target(
                        found.id(),
                        "regression of " + found.task() + ", " + layerName(drop.layer(), drop.layerName()),
                        new Bisection(found.lastGoodStep(), found.openedStep())));
            }
        }
        return targets;
    }

    private static String layerName(int layer, String name) {
        return layer == Finding.NO_LAYER ? "best layer" : name;
    }

    private static List<Finding> meant(List<Finding> findings, ReplayOrder.Targets wanted) {
        if (!wanted.finding().isEmpty()) {
            return findings.stream()
                    .filter(finding -> finding.id().equals(wanted.finding()))
                    .toList();
        }
        List<Finding> meant = new ArrayList<>(emergences(findings, wanted));
        for (Finding finding : findings) {
            if (finding instanceof Regression found
                    && found.state() == Finding.State.OPEN
                    && (wanted.task().isEmpty() || found.task().equals(wanted.task()))
                    && (wanted.layer() == null
                            || found.drops().stream().anyMatch(drop -> drop.layer() == wanted.layer()))) {
                meant.add(found);
            }
        }
        return meant;
    }

    /** Where no finding is about the best layer of each snapshot, the layer that reached most stands for it. */
    private static List<Emergence> emergences(List<Finding> findings, ReplayOrder.Targets wanted) {
        Map<String, Emergence> best = new HashMap<>();
        for (Finding finding : findings) {
            if (finding instanceof Emergence found
                    && found.quantile() == MEDIAN
                    && (wanted.task().isEmpty() || found.task().equals(wanted.task()))
                    && (wanted.layer() == null || found.layer() == wanted.layer())) {
                best.merge(found.task(), found, Target::better);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparing(Emergence::id))
                .toList();
    }

    private static Emergence better(Emergence one, Emergence other) {
        if (one.layer() == Finding.NO_LAYER || other.layer() == Finding.NO_LAYER) {
            return one.layer() == Finding.NO_LAYER ? one : other;
        }
        return other.best() > one.best() ? other : one;
    }

    /** The step of the checkpoint that is to be looked at next; empty where the interval cannot be narrowed. */
    OptionalLong next(NavigableSet<Long> checkpoints) {
        TreeSet<Long> left = new TreeSet<>(checkpoints);
        left.removeAll(looked);
        return withdrawn ? OptionalLong.empty() : now.middle(left);
    }

    void looksAt(long step) {
        looked.add(step);
    }

    /** Takes over what is known now. */
    void revise(RunInTopics run) {
        Finding finding = run.finding(id).orElse(null);
        withdrawn = finding == null;
        if (finding instanceof Emergence found) {
            now = new Bisection(found.afterStep(), found.byStep());
        } else if (finding instanceof Regression found) {
            now = narrowed(found, run);
        }
    }

    /**
     * Replayed points are no part of the sequence that a regression is found in, so that its finding stands as it is: a step inside
     * counts as before the drop where its accuracy is nearer the reference than the accuracy after the drop.
     */
    private static Bisection narrowed(Regression found, RunInTopics run) {
        Regression.Drop drop = found.drops().get(0);
        double between = (drop.reference() + drop.accuracy()) / 2;
        Bisection interval = new Bisection(found.lastGoodStep(), found.openedStep());
        for (long step : run.replayed()) {
            OptionalDouble accuracy = run.accuracy(found.task(), drop.layer(), step);
            if (accuracy.isPresent()) {
                interval = interval.at(step, accuracy.getAsDouble() >= between);
            }
        }
        return interval;
    }

    /** A row of the table: the finding, its interval before and now, by how much it is narrower, the steps looked at. */
    List<String> row() {
        long before = begin.by() - begin.after();
        long width = now.by() - now.after();
        return List.of(
                id,
                what,
                begin.text(),
                withdrawn ? "withdrawn" : now.text(),
                withdrawn || before == 0 ? "-" : before + " -> " + width,
                looked.isEmpty()
                        ? "none"
                        : String.join(" ", looked.stream().map(String::valueOf).toList()));
    }
}
