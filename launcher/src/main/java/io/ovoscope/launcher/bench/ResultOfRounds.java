package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.launcher.bench.BenchCase.Input;
import io.ovoscope.launcher.bench.CaseResult.Gigaflops;
import io.ovoscope.launcher.bench.CaseResult.Probe;
import io.ovoscope.launcher.bench.CaseResult.Row;
import io.ovoscope.launcher.bench.Comparison.Plan;
import io.ovoscope.launcher.bench.Comparison.Round;
import io.ovoscope.launcher.bench.LoadedCase.LoadedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Medians of rounds, and what a task's share of a snapshot is. */
final class ResultOfRounds {
    /** A product of items and weights and one of residuals and items, two operations each. */
    private static final double OPERATIONS = 4;

    private static final double GIGA = 1e9;

    private final LoadedCase loaded;
    private final FeatureSpace space;
    private final Plan plan;
    private final List<Round> rounds;

    ResultOfRounds(LoadedCase loaded, FeatureSpace space, Plan plan, List<Round> rounds) {
        this.loaded = loaded;
        this.space = space;
        this.plan = plan;
        this.rounds = rounds;
    }

    CaseResult result(double choosing) {
        Round last = rounds.get(rounds.size() - 1);
        return new CaseResult(
                loaded.description().name(),
                description(),
                space,
                plan.threads(),
                choosing,
                each(round -> round.warm().seconds()),
                each(round -> round.cold().seconds()),
                each(round -> round.alone().seconds()),
                each(round -> round.theirs().seconds()),
                new Gigaflops(gigaflops(last.warm()), gigaflops(last.cold())),
                plan.rate(),
                rows(last));
    }

    private List<Double> each(ToDoubleFunction<Round> of) {
        return rounds.stream().mapToDouble(of).boxed().toList();
    }

    private double median(ToDoubleFunction<Round> of) {
        return CaseResult.median(each(of));
    }

    private String description() {
        BenchCase is = loaded.description();
        String inputs = loaded.inputs().stream()
                .map(input -> String.format(
                        Locale.ROOT,
                        "%,d %s rows (%,d train)",
                        input.input().items(),
                        input.input().name(),
                        input.split().train().length))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "run %s, step %d (warm start from step %d), %d layers %d wide, %s, %d probes",
                is.run(),
                is.last(),
                is.before(),
                is.layers().size(),
                is.width(),
                inputs,
                is.probes());
    }

    private List<Row> rows(Round last) {
        List<Row> rows = new ArrayList<>();
        for (int d = 0; d < last.warm().designs().size(); d++) {
            for (int t = 0; t < last.warm().designs().get(d).fits().size(); t++) {
                rows.add(row(last, d, t));
            }
        }
        return rows;
    }

    private Row row(Round last, int d, int t) {
        OurTrainer.Trained warm = last.warm().designs().get(d);
        SklearnAnswer.Fitted theirs = last.theirs().designs().get(d).fits().get(t);
        double seconds = median(round -> theirShare(round.theirs().designs().get(d), t));
        return new Row(
                warm.input().input().tasks().get(t).name(),
                warm.layer().index(),
                warm.layer().name(),
                warm.fits().get(t).test().n(),
                warm.fits().get(t).l2(),
                ours(Round::warm, last, d, t),
                ours(Round::cold, last, d, t),
                new Probe(seconds, theirs.accuracy(), theirs.objective(), theirs.iterations(), theirs.converged()));
    }

    private Probe ours(Function<Round, OurTrainer.Turn> side, Round last, int d, int t) {
        Fit.Trained fit = side.apply(last).designs().get(d).fits().get(t);
        double seconds = median(round -> ourShare(side.apply(round), d, t));
        return new Probe(seconds, fit.accuracy(), fit.objective(), fit.iterations(), fit.converged());
    }

    /** The snapshot's wall time, divided by thread time of the inputs in the layers, and there by classes. */
    private static double ourShare(OurTrainer.Turn turn, int d, int t) {
        OurTrainer.Trained design = turn.designs().get(d);
        Input input = design.input().input();
        double threads =
                turn.designs().stream().mapToDouble(OurTrainer.Trained::seconds).sum();
        double share = (double) input.tasks().get(t).classes() / input.classes();
        return turn.seconds() * design.seconds() / threads * share;
    }

    /** Standardising is divided evenly among the probes that need it. */
    private static double theirShare(SklearnSide.Trained design, int t) {
        return design.fits().get(t).seconds()
                + design.prepareSeconds() / design.fits().size();
    }

    /** The products of the passes, one more than iterations, for the classes of the task: what is done besides is not counted. */
    private double gigaflops(OurTrainer.Turn turn) {
        double operations = 0;
        for (OurTrainer.Trained design : turn.designs()) {
            LoadedInput input = design.input();
            int width = loaded.description().width() * (input.input().pairs() ? 2 : 1) + 1;
            for (int t = 0; t < design.fits().size(); t++) {
                double passes = design.fits().get(t).iterations() + 1.0;
                int classes = input.input().tasks().get(t).classes();
                operations += passes * input.split().train().length * classes * width * OPERATIONS;
            }
        }
        return operations / GIGA;
    }
}
