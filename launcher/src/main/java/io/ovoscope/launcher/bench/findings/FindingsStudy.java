package io.ovoscope.launcher.bench.findings;

import io.ovoscope.collector.watch.CurveWatch;
import io.ovoscope.collector.watch.WatchSettings;
import io.ovoscope.launcher.bench.findings.FindingsResult.DropLine;
import io.ovoscope.launcher.bench.findings.SimulatedText.TaskSize;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Regression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The runs that are simulated, and what is made of them. */
final class FindingsStudy {
    /** As the issue of regressions is usually put: 6% of items change, sentences inflate the variance by a half. */
    private static final double DISCORDANCE = 0.06;

    private static final double DESIGN_EFFECT = 1.5;
    /** By how much the demo's curves move from one snapshot to the next on all sentences at once: .2 to .7 points. */
    private static final double UNREST = 0.003;

    private static final int RUN_LENGTH = 60;
    private static final int ONSET = 30;
    private static final int RECOVERY = 40;
    private static final int DROP_LENGTH = 46;
    private static final int RISE_LENGTH = 40;
    private static final int RISE_LAYERS = 3;
    private static final List<Double> DROPS = List.of(0.01, 0.02, 0.05);
    private static final List<Integer> RISE_ITEMS = List.of(1_000, 10_000);
    private static final List<TaskSize> TASKS = List.of(
            new TaskSize("Surface", Level.SURFACE, LabelSource.GOLD, 10_000),
            new TaskSize("Tags", Level.MORPHOLOGY, LabelSource.GOLD, 10_000),
            new TaskSize("Syntax", Level.SYNTAX, LabelSource.SILVER, 2_000),
            new TaskSize("Meaning", Level.SEMANTICS, LabelSource.SILVER, 1_000));

    private final Trials trials;
    private final WatchSettings settings;
    private final PlateauModel model =
            PlateauModel.of(DropCase.ACCURACY, DISCORDANCE, DESIGN_EFFECT, SimulatedText.ITEMS_PER_SENTENCE);
    private final SimulatedText text = SimulatedText.of(TASKS, 1);
    private final long seed;

    FindingsStudy(Trials trials, WatchSettings settings, long seed) {
        this.trials = trials;
        this.settings = settings;
        this.seed = seed;
    }

    PlateauModel model() {
        return model;
    }

    /**
     * What the simulated items are like.
     *
     * @param discordance share of items whose outcome changes from one snapshot to the next
     * @param designEffect variance of the change over that of independent items
     */
    record Measured(double discordance, double designEffect) {}

    /** As measured on a simulated flat curve, to see that the simulation does what it says. */
    Measured measured() {
        SimulatedItems items = new SimulatedItems(model, text, TASKS.get(0).items(), 1, new SplittableRandom(seed));
        List<BitSet> right = new ArrayList<>();
        for (int snapshot = 0; snapshot < RUN_LENGTH; snapshot++) {
            items.move();
            right.add(items.right(0, DropCase.ACCURACY));
        }
        RealPlateau.Curve curve = new RealPlateau.Curve(text.tasks().get(0), 0, right, text.sentenceOf());
        return new Measured(RealPlateau.discordance(curve), RealPlateau.designEffect(curve));
    }

    /** Flat simulated runs: how many snapshots opened an incident. */
    Rate falseAlarms(int snapshots) throws InterruptedException {
        int runs = (snapshots + RUN_LENGTH - 1) / RUN_LENGTH;
        return trials.run("null runs", runs, number -> watch(flat(), RUN_LENGTH, seed + number)).stream()
                .map(told -> new Rate(told.snapshotsThatOpened(), RUN_LENGTH))
                .reduce(new Rate(0, 0), Rate::plus);
    }

    private static Story flat() {
        return (task, layer, snapshot) -> DropCase.ACCURACY;
    }

    /** Runs whose curves go up and down a little on all sentences at once, as those of real runs do, but lead nowhere. */
    Rate restless(int snapshots) throws InterruptedException {
        int runs = (snapshots + RUN_LENGTH - 1) / RUN_LENGTH;
        return trials
                .run("restless runs", runs, number -> watch(restless(seed + number), RUN_LENGTH, seed + number))
                .stream()
                .map(told -> new Rate(told.snapshotsThatOpened(), RUN_LENGTH))
                .reduce(new Rate(0, 0), Rate::plus);
    }

    private static Story restless(long runSeed) {
        SplittableRandom random = new SplittableRandom(~runSeed);
        double[][] wander = new double[TASKS.size()][RUN_LENGTH];
        for (double[] ofTask : wander) {
            for (int snapshot = 0; snapshot < RUN_LENGTH; snapshot++) {
                ofTask[snapshot] = UNREST * random.nextGaussian();
            }
        }
        return (task, layer, snapshot) -> DropCase.ACCURACY + wander[task][snapshot];
    }

    /**
     * Runs resampled from a real plateau, likewise.
     *
     * @param whole whether all sentences show the same of the plateau's snapshots
     */
    Rate falseAlarms(RealPlateau plateau, boolean whole, int snapshots) throws InterruptedException {
        int runs = (snapshots + RUN_LENGTH - 1) / RUN_LENGTH;
        return trials
                .run("resampled " + plateau.run(), runs, number -> {
                    ResampledRun run = new ResampledRun(plateau, whole, seed + number);
                    return Told.watch(
                            run, RUN_LENGTH, CurveWatch.forRegressions(run.manifest(), run.probeSet(), settings));
                })
                .stream()
                .map(told -> new Rate(told.snapshotsThatOpened(), RUN_LENGTH))
                .reduce(new Rate(0, 0), Rate::plus);
    }

    private Told watch(Story story, int snapshots, long runSeed) {
        SimulatedRun run = new SimulatedRun(text, model, DropCase.LAYERS, story, runSeed);
        return Told.watch(run, snapshots, CurveWatch.forRegressions(run.manifest(), text.probeSet(), settings));
    }

    /** Drops of several sizes, in one curve and in all layers of a task, that recover after a while. */
    List<DropLine> drops(int runs) throws InterruptedException {
        List<DropLine> lines = new ArrayList<>();
        for (double points : DROPS) {
            for (boolean all : new boolean[] {false, true}) {
                for (int task : new int[] {1, 2}) {
                    lines.add(drops(new DropCase(points, all, task, ONSET, RECOVERY), runs));
                }
            }
        }
        return lines;
    }

    private DropLine drops(DropCase planted, int runs) throws InterruptedException {
        String name = TASKS.get(planted.task()).name();
        String title = String.format(
                java.util.Locale.ROOT,
                "drops of %.0f points, %s",
                100 * planted.points(),
                planted.allLayers() ? "all layers" : "one curve");
        List<DropCase.Outcome> outcomes =
                trials.run(title, runs, number -> planted.in(watch(planted, DROP_LENGTH, seed + number), name));
        Rate inThree = new Rate(0, 0);
        Rate ever = new Rate(0, 0);
        Rate closed = new Rate(0, 0);
        List<Integer> delays = new ArrayList<>();
        List<Integer> closings = new ArrayList<>();
        for (DropCase.Outcome outcome : outcomes) {
            inThree = inThree.plus(outcome.within(3));
            ever = ever.plus(outcome.within(RECOVERY - ONSET));
            outcome.delay().ifPresent(delays::add);
            outcome.closing().ifPresent(closings::add);
            closed = outcome.delay().isPresent() ? closed.plus(outcome.closing().isPresent()) : closed;
        }
        return new DropLine(
                planted.points(),
                planted.allLayers() ? "all layers" : "one curve",
                TASKS.get(planted.task()).items(),
                inThree,
                ever,
                delays,
                closed,
                closings);
    }

    /** Who was blamed for falls of known cause: of those that were told, how many as a suspected probe. */
    Map<Cause, List<Boolean>> causes(int runs) throws InterruptedException {
        Map<Cause, List<Boolean>> suspected = new EnumMap<>(Cause.class);
        for (Cause cause : Cause.values()) {
            suspected.put(
                    cause,
                    trials.run("falls: " + cause, runs, number -> verdict(cause, seed + number)).stream()
                            .flatMap(Optional::stream)
                            .toList());
        }
        return suspected;
    }

    private Optional<Boolean> verdict(Cause cause, long runSeed) {
        return watch(cause, Cause.SNAPSHOTS, runSeed).incidents().stream()
                .filter(incident -> incident.snapshot() >= Cause.ONSET)
                .findFirst()
                .map(incident -> incident.regression().verdict() == Regression.Verdict.PROBE_SUSPECTED);
    }

    /** How emergence is found in runs that rise, by number of items. */
    Map<Integer, EmergenceScore> emergence(int runs) throws InterruptedException {
        Map<Integer, EmergenceScore> scores = new LinkedHashMap<>();
        for (int items : RISE_ITEMS) {
            SimulatedText own = SimulatedText.of(
                    List.of(
                            new TaskSize("Early", Level.SURFACE, LabelSource.GOLD, items),
                            new TaskSize("Middle", Level.MORPHOLOGY, LabelSource.GOLD, items),
                            new TaskSize("Late", Level.SYNTAX, LabelSource.GOLD, items)),
                    1);
            scores.put(
                    items,
                    trials.run("rises, " + items + " items", runs, number -> rise(own, number)).stream()
                            .reduce(EmergenceScore.none(), EmergenceScore::plus));
        }
        return scores;
    }

    private EmergenceScore rise(SimulatedText own, int number) {
        Rise truth = new Rise(RISE_LAYERS, RISE_LENGTH, number % 10 * 0.1);
        SimulatedRun run = new SimulatedRun(own, model, RISE_LAYERS, truth, seed + number);
        CurveWatch watch = CurveWatch.forEmergence(run.manifest(), own.probeSet(), settings);
        for (int snapshot = 0; snapshot < RISE_LENGTH; snapshot++) {
            for (CurveRecord record : run.next()) {
                watch.put(record, SimulatedRun.START);
            }
        }
        return EmergenceScore.of(watch.findings(), truth, own);
    }
}
