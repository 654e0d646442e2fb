package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A design whose rows are in native memory. */
final class ReadyDesign implements Design {
    private final ProbeWorkspace workspace;
    private final long number;
    private final int itemCount;
    private final Split split;
    private final ProbeSettings settings;
    private final Standardiser standardiser;
    private final NativeRows rows;
    private final Coordinates coordinates;

    ReadyDesign(ProbeWorkspace workspace, long number, Items items, Split split, ProbeSettings settings) {
        this.workspace = workspace;
        this.number = number;
        this.itemCount = items.count();
        this.split = split;
        this.settings = settings;
        standardiser = Standardiser.fit(items, split.train(), settings.space());
        RowStream stream = new RowStream(standardiser, split.train(), workspace);
        coordinates = settings.space() == FeatureSpace.WHITENED
                ? Coordinates.whitened(stream, settings.ridge(), workspace)
                : Coordinates.turned(stream, workspace);
        rows = rows(items, stream);
    }

    private ReadyDesign(ReadyDesign space, long number, Items items, Split split) {
        workspace = space.workspace;
        settings = space.settings;
        coordinates = space.coordinates;
        this.number = number;
        this.itemCount = items.count();
        this.split = split;
        standardiser = space.standardiser.over(items);
        rows = rows(items, new RowStream(standardiser, split.train(), workspace));
    }

    private NativeRows rows(Items items, RowStream stream) {
        int leading = Curvatures.leading(coordinates, stream.width());
        return new NativeRows(stream, coordinates, leading, workspace.keeps(items, stream), workspace);
    }

    @Override
    public Split split() {
        return split;
    }

    @Override
    public Design over(Items items, Split other) {
        workspace.requireCurrent(number);
        return workspace.next(items, other, next -> new ReadyDesign(this, next, items, other));
    }

    @Override
    public List<Fit> fit(List<Target> targets) {
        workspace.requireCurrent(number);
        targets.forEach(this::check);
        Fit[] results = new Fit[targets.size()];
        Curvatures curvatures = new Curvatures(coordinates, rows, workspace);
        Map<Integer, TaskFit> fits = new TreeMap<>();
        for (int t = 0; t < results.length; t++) {
            SeenClasses seen = SeenClasses.of(targets.get(t).labels(), split.train());
            Fit.Skipped skipped = skipped(targets.get(t), seen);
            if (skipped == null) {
                fits.put(t, begin(targets.get(t), seen, curvatures));
            } else {
                results[t] = skipped;
            }
        }
        if (!fits.isEmpty()) {
            train(fits.values());
            Iterator<Fit.Trained> trained = evaluate(fits.values()).iterator();
            fits.keySet().forEach(t -> results[t] = trained.next());
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

    private TaskFit begin(Target target, SeenClasses seen, Curvatures curvatures) {
        int[] positions = seen.positionsOf(target.labels(), split.train());
        float[] warm = target.warmStart();
        double[] start = warm == null ? new double[0] : start(warm, seen);
        return new TaskFit(target, seen, positions, rows.stride(), curvatures, settings, start);
    }

    private double[] start(float[] warm, SeenClasses seen) {
        double[] weights = new double[seen.count() * rows.stride()];
        for (int p = 0; p < seen.count(); p++) {
            standardiser.fromRaw(warm, seen.classes()[p] * rows.stride(), weights, p * rows.stride());
        }
        return withoutCommonShift(coordinates.fromStandardised(weights), seen.count());
    }

    /**
     * A shift of a feature's weights that all classes share changes no probability and only costs penalty; the optimiser moves on
     * weights that sum to zero over the classes, and would never be rid of one. Weights of more classes than are seen here have one.
     */
    private double[] withoutCommonShift(double[] weights, int classes) {
        for (int d = 0; d < rows.stride() - 1; d++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += weights[k * rows.stride() + d];
            }
            for (int k = 0; k < classes; k++) {
                weights[k * rows.stride() + d] -= sum / classes;
            }
        }
        return weights;
    }

    private void train(Collection<TaskFit> fits) {
        List<TaskFit> active = new ArrayList<>(fits);
        int classes = fits.stream().mapToInt(TaskFit::classes).sum();
        JointPass pass = new JointPass(rows, coordinates, classes, workspace);
        while (!active.isEmpty()) {
            pass.run(active);
            active.removeIf(TaskFit::finished);
        }
    }

    private List<Fit.Trained> evaluate(Collection<TaskFit> fits) {
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
        double[] weights = coordinates.toStandardised(fit.optimiser().point());
        int[] test = Arrays.stream(split.test()).map(item -> labels.of()[item]).toArray();
        return new Evaluation(fit, weights, test, fit.seen().positionsOf(labels, split.development()));
    }
}
