package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A structural probe whose training rows are in native memory. */
final class ReadyStructuralProbe implements StructuralProbe {
    private final Trees trees;
    private final StructuralSettings settings;
    private final ProbeWorkspace workspace;
    private final long design;
    private final Standardiser standardiser;
    private final NativeRows rows;
    private final Coordinates whitened;
    private final List<TreeGroup> groups;
    private final int rank;

    ReadyStructuralProbe(
            Items items, int[] train, Trees trees, StructuralSettings settings, ProbeWorkspace workspace, long design) {
        this.trees = trees;
        this.settings = settings;
        this.workspace = workspace;
        this.design = design;
        standardiser = Standardiser.fit(items, train, FeatureSpace.WHITENED);
        RowStream stream = new RowStream(standardiser, train, workspace);
        whitened = Coordinates.whitened(stream, settings.ridge(), workspace);
        rows = new NativeRows(stream, whitened, 0, true, workspace);
        groups = TreeGroup.of(trees.train());
        rank = Math.min(settings.rank(), standardiser.width());
    }

    @Override
    public StructuralFit fit(Target target, double l2, float @Nullable [] warmStart) {
        workspace.requireCurrent(design);
        require(l2, warmStart);
        StructuralLoss loss = switch (target) {
            case DISTANCE -> new DistanceLoss(groups, rank, settings.smoothing(), workspace);
            case DEPTH -> new DepthLoss(groups, rank, settings.smoothing());
        };
        StructuralObjective objective = new StructuralObjective(rows, groups, loss, rank, l2, workspace);
        Lbfgs optimiser = optimum(objective, loss, l2, warmStart);
        double[] weights = whitened.toStandardised(optimiser.point());
        Projections projections = new Projections(standardiser, weights, rank, workspace);
        StructuralFit.Training training = new StructuralFit.Training(
                raw(weights),
                rank,
                l2,
                optimiser.value(),
                developmentLoss(projections, loss),
                optimiser.iterations(),
                optimiser.gradientNorm() / trees.train().size(),
                optimiser.converged());
        return switch (target) {
            case DISTANCE -> StructuralFigures.distance(trees.test(), projections, training);
            case DEPTH -> StructuralFigures.depth(trees.test(), projections, training);
        };
    }

    private void require(double l2, float @Nullable [] warmStart) {
        if (!(l2 > 0 && Double.isFinite(l2))) {
            throw new IllegalArgumentException("l2 " + l2 + ": expecting a finite l2 > 0");
        }
        int expected = rank * rows.stride();
        if (warmStart != null && warmStart.length != expected) {
            throw new IllegalArgumentException("warm start of " + warmStart.length + " weights: expecting " + expected
                    + " = rank " + rank + " × " + rows.stride() + " (width and offset)");
        }
    }

    /** Descends from the warm start, unless that is worse than no projection at all. */
    private Lbfgs optimum(StructuralObjective objective, StructuralLoss loss, double l2, float @Nullable [] warmStart) {
        int sentences = trees.train().size();
        double atZero = trees.train().stream().mapToDouble(loss::mean).sum();
        StructuralStart start = new StructuralStart(rank, rows.stride(), atZero / sentences, settings.seed());
        if (warmStart != null) {
            Lbfgs optimiser = optimiser(start.warm(whitened(warmStart)), l2);
            step(objective, optimiser);
            if (optimiser.value() < atZero) {
                return descend(objective, optimiser);
            }
        }
        return descend(objective, optimiser(start.cold(), l2));
    }

    private Lbfgs optimiser(double[] from, double l2) {
        int sentences = trees.train().size();
        double inverse = 1 / (4.0 * sentences + l2);
        Lbfgs optimiser = new Lbfgs(from, settings.tolerance() * sentences, settings.maxIterations());
        optimiser.expect(gradient -> Arrays.setAll(gradient, i -> gradient[i] * inverse));
        return optimiser;
    }

    private static Lbfgs descend(StructuralObjective objective, Lbfgs optimiser) {
        while (!optimiser.finished()) {
            step(objective, optimiser);
        }
        return optimiser;
    }

    private static void step(StructuralObjective objective, Lbfgs optimiser) {
        double[] point = optimiser.point();
        double[] gradient = new double[point.length];
        optimiser.tell(objective.at(point, gradient), gradient);
    }

    private double[] whitened(float[] raw) {
        double[] weights = new double[raw.length];
        for (int k = 0; k < rank; k++) {
            standardiser.fromRaw(raw, k * rows.stride(), weights, k * rows.stride());
        }
        return whitened.fromStandardised(weights);
    }

    private float[] raw(double[] weights) {
        float[] raw = new float[weights.length];
        for (int k = 0; k < rank; k++) {
            standardiser.toRaw(weights, k * rows.stride(), raw, k * rows.stride());
        }
        return raw;
    }

    private double developmentLoss(Projections projections, StructuralLoss loss) {
        double[] sum = new double[1];
        projections.forEach(trees.development(), (tree, values, from) -> sum[0] += loss.absolute(tree, values, from));
        return trees.development().isEmpty()
                ? Double.NaN
                : sum[0] / trees.development().size();
    }
}
