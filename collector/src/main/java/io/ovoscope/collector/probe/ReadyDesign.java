package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A design whose rows are in native memory. */
final class ReadyDesign implements Design {
    /**
     * Outside whitened space the factor only preconditions: its ridge, times the number of items, is the penalty for
     * which it does so best.
     */
    private static final double PRECONDITIONED_PENALTY = 10;

    private final ProbeWorkspace workspace;
    private final long number;
    private final int itemCount;
    private final Split split;
    private final ProbeSettings settings;
    private final Standardiser standardiser;
    private final NativeRows rows;
    private final Whitening whitening;
    private final Penalty penalty;

    ReadyDesign(ProbeWorkspace workspace, long number, Items items, Split split, ProbeSettings settings) {
        this.workspace = workspace;
        this.number = number;
        this.itemCount = items.count();
        this.split = split;
        this.settings = settings;
        standardiser = Standardiser.fit(items, split.train(), settings.space());
        rows = NativeRows.standardised(workspace, standardiser, split.train());
        double preconditioner = Math.max(settings.ridge(), PRECONDITIONED_PENALTY / rows.count());
        boolean whitened = settings.space() == FeatureSpace.WHITENED;
        whitening = Whitening.of(rows, workspace, whitened ? settings.ridge() : preconditioner);
        penalty = Penalty.of(settings.space(), whitening, workspace);
    }

    @Override
    public Split split() {
        return split;
    }

    @Override
    public List<Fit> fit(List<Target> targets) {
        workspace.requireCurrent(number);
        targets.forEach(this::check);
        Fit[] results = new Fit[targets.size()];
        List<TaskFit> fits = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int t = 0; t < results.length; t++) {
            SeenClasses seen = SeenClasses.of(targets.get(t).labels(), split.train());
            Fit.Skipped skipped = skipped(targets.get(t), seen);
            if (skipped == null) {
                fits.add(begin(targets.get(t), seen));
                places.add(t);
            } else {
                results[t] = skipped;
            }
        }
        if (!fits.isEmpty()) {
            train(fits);
            List<Fit.Trained> trained = evaluate(fits);
            for (int f = 0; f < trained.size(); f++) {
                results[places.get(f)] = trained.get(f);
            }
        }
        return List.of(results);
    }

    private void check(Target target) {
        int labels = target.labels().of().length;
        if (labels != itemCount) {
            throw new IllegalArgumentException(labels + " labels: expecting one for each of " + itemCount + " items");
        }
        float[] warm = target.warmStart();
        int expected = target.labels().classes() * rows.stride();
        if (warm != null && warm.length != expected) {
            throw new IllegalArgumentException("warm start of " + warm.length + " weights: expecting " + expected
                    + " = " + target.labels().classes() + " classes × " + rows.stride() + " (width and bias)");
        }
    }

    private Fit.@Nullable Skipped skipped(Target target, SeenClasses seen) {
        if (seen.count() == 0) {
            return new Fit.Skipped(Fit.Reason.NO_TRAINING_ITEMS, 0);
        }
        if (seen.count() == 1) {
            return new Fit.Skipped(Fit.Reason.ONE_CLASS, 1);
        }
        return target.labels().among(split.test()).length == 0 ? new Fit.Skipped(Fit.Reason.NO_TEST_ITEMS, 0) : null;
    }

    private TaskFit begin(Target target, SeenClasses seen) {
        int[] positions = seen.positionsOf(target.labels(), split.train());
        float[] warm = target.warmStart();
        double[] start = warm == null ? new double[0] : start(warm, seen);
        return new TaskFit(target, seen, positions, rows.stride(), penalty, settings, start);
    }

    private double[] start(float[] warm, SeenClasses seen) {
        double[] weights = new double[seen.count() * rows.stride()];
        for (int p = 0; p < seen.count(); p++) {
            standardiser.fromRaw(warm, seen.classes()[p] * rows.stride(), weights, p * rows.stride());
        }
        return whitening.fromStandardised(weights, seen.count());
    }

    private void train(List<TaskFit> fits) {
        List<TaskFit> active = new ArrayList<>(fits);
        int classes = fits.stream().mapToInt(TaskFit::classes).sum();
        JointPass pass = new JointPass(rows, classes, workspace);
        while (!active.isEmpty()) {
            pass.run(active);
            active.removeIf(TaskFit::finished);
        }
    }

    private List<Fit.Trained> evaluate(List<TaskFit> fits) {
        List<Evaluation> evaluations = fits.stream().map(this::evaluation).toList();
        HeldOut heldOut = new HeldOut(standardiser, evaluations, workspace);
        Softmax softmax = new Softmax();
        heldOut.score(
                split.development(),
                evaluations,
                (evaluation, scores, from, first, n) -> evaluation.developmentBlock(softmax, scores, from, first, n));
        heldOut.score(split.test(), evaluations, Evaluation::testBlock);
        return evaluations.stream().map(e -> e.result(standardiser)).toList();
    }

    private Evaluation evaluation(TaskFit fit) {
        Labels labels = fit.target().labels();
        double[] weights = whitening.toStandardised(fit.optimiser().point(), fit.classes());
        int[] test = Arrays.stream(split.test()).map(item -> labels.of()[item]).toArray();
        return new Evaluation(fit, weights, test, fit.seen().positionsOf(labels, split.development()));
    }
}
