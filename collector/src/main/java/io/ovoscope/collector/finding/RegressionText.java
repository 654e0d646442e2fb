package io.ovoscope.collector.finding;

import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.UnderPowered;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of a regression, and of a task in which one could not be seen. */
final class RegressionText {
    private static final int MOST_LAYERS = 6;

    private RegressionText() {}

    static FindingText of(Regression r) {
        List<String> lines = new ArrayList<>();
        lines.add(what(r));
        if (r.drops().size() > 1) {
            lines.add(otherLayers(r));
        }
        lines.add(since(r));
        lines.add(howSure(r));
        lines.add(verdict(r));
        if (r.recoveredStep() == null) {
            lines.add(checkpoint(r.checkpoint(), r.lastGoodStep()));
            lines.add(first(r));
        } else {
            lines.add("It recovered at step " + r.recoveredStep() + ": nothing is left to do, but the run did lose it"
                    + " from step " + r.openedStep() + " to there.");
        }
        return new FindingText(title(r), lines);
    }

    private static String title(Regression r) {
        Regression.Drop worst = r.drops().get(0);
        String fall = Say.percent(worst.reference()) + " to " + Say.percent(worst.accuracy());
        if (r.recoveredStep() != null) {
            return "Run '" + r.run() + "': " + r.task() + " recovered at step " + r.recoveredStep()
                    + " (it had fallen from " + fall + " at step " + r.openedStep() + ")";
        }
        String suspicion = isModel(r) ? "" : "; the probe is suspected, not the model";
        return "Run '" + r.run() + "' lost " + r.task() + ": from " + fall + " since step " + r.openedStep()
                + suspicion;
    }

    private static String what(Regression r) {
        Regression.Drop worst = r.drops().get(0);
        return r.task() + " (" + level(r.level()) + labels(r.source()) + ") fell from "
                + Say.percent(worst.reference()) + " to " + Say.percent(worst.accuracy()) + " right in "
                + Say.layer(worst.layer(), worst.layerName()) + ": " + Say.points(worst.drop())
                + " lost (95% interval " + Say.pointsOnly(worst.lower()) + " to " + Say.pointsOnly(worst.upper())
                + "), n = " + Say.count(worst.n()) + " test items" + exchanged(worst) + ".";
    }

    /** Curves that came without a record of each item have no such numbers. */
    private static String exchanged(Regression.Drop drop) {
        return drop.mcnemar() == null
                ? ""
                : "; " + Say.count(drop.lost()) + " that were right are wrong now, " + Say.count(drop.gained())
                        + " the other way round";
    }

    private static String otherLayers(Regression r) {
        List<Regression.Drop> others = r.drops().subList(1, r.drops().size());
        List<String> named = new ArrayList<>(others.stream()
                .limit(MOST_LAYERS)
                .map(drop -> Say.layer(drop.layer(), drop.layerName()) + " from " + Say.percent(drop.reference())
                        + " to " + Say.percent(drop.accuracy()))
                .toList());
        if (others.size() > MOST_LAYERS) {
            named.add((others.size() - MOST_LAYERS) + " more");
        }
        return "It fell in " + r.drops().size() + " layers; in the others: " + Say.and(named) + ".";
    }

    private static String since(Regression r) {
        return "Since step " + r.openedStep() + ", confirmed at step " + r.confirmedStep() + "; it was good at step "
                + r.lastGoodStep() + ". Compared with the mean of steps "
                + Say.and(r.drops().get(0).referenceSteps()) + ", the best before.";
    }

    private static String howSure(Regression r) {
        Regression.Drop worst = r.drops().get(0);
        String mcnemar = worst.mcnemar() == null
                ? ""
                : " (McNemar's test against the newest of them, for comparison: p " + Say.p(worst.mcnemar()) + ")";
        return "How sure: p " + Say.p(worst.p()) + " in that layer" + mcnemar + "; p " + Say.p(r.stepP())
                + " for the snapshot over all tasks and layers, where at most "
                + Say.p(r.stepAlpha()).replaceFirst("[=<] ", "")
                + " is allowed to it so that false alarms stay rare over the run.";
    }

    private static String verdict(Regression r) {
        String verdict = isModel(r)
                ? "Verdict MODEL_REGRESSED: the model itself lost it."
                : "Verdict PROBE_SUSPECTED: the measurement rather than the model may be to blame.";
        return Stream.concat(Stream.of(verdict), r.reasons().stream()).collect(Collectors.joining(" "));
    }

    private static String checkpoint(@Nullable KeptCheckpoint kept, long lastGoodStep) {
        if (kept == null) {
            return "No checkpoint from step " + lastGoodStep + " or before is known to be kept by the agent.";
        }
        String resume = kept.updater()
                ? "The updater's state is in it: training can resume from it as it was."
                : "It holds the parameters only: training can resume from it, but with the updater's state (momentum,"
                        + " Adam's moments) lost.";
        return "Last good checkpoint: step " + kept.step() + ", " + kept.path() + " on the training machine ("
                + Say.bytes(kept.bytes()) + "). " + resume;
    }

    private static String first(Regression r) {
        if (!isModel(r)) {
            return "First: check what the verdict names; leave training alone until the probe is cleared.";
        }
        String back = r.checkpoint() == null
                ? "save a checkpoint now if the run is to go on"
                : "if so, stop the run and go back to step " + r.checkpoint().step();
        return "First: see whether loss or learning rate, or the data fed, changed between steps " + r.lastGoodStep()
                + " and " + r.openedStep() + "; " + back + ".";
    }

    static FindingText of(UnderPowered u) {
        String drop = Say.points(u.threshold());
        return new FindingText(
                "Run '" + u.run() + "': " + u.task() + " has too few test items to see a drop of " + drop,
                List.of(
                        u.task() + " (" + level(u.level()) + ") has n = " + Say.count(u.n()) + " test items; "
                                + Say.count(u.needed()) + " are needed so that a drop of " + drop
                                + " is seen in four of five cases.",
                        "Reckoned with " + Say.percent(u.discordance())
                                + " of items changing from snapshot to snapshot and a design effect of "
                                + Say.plain(u.designEffect()) + ", as measured.",
                        "First: nothing tonight. Larger drops are still found; a larger probe set finds smaller ones."));
    }

    private static boolean isModel(Regression r) {
        return r.verdict() == Regression.Verdict.MODEL_REGRESSED;
    }

    private static String level(io.ovoscope.wire.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static String labels(LabelSource source) {
        return source == LabelSource.SILVER ? ", silver labels" : "";
    }
}
