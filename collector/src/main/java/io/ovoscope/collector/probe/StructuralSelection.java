package io.ovoscope.collector.probe;

import java.util.List;

/**
 * The L2 strength of a structural probe, by mean absolute error on the development trees. Chosen once per run and layer, for
 * distances and for depths, then frozen, so that steps compare.
 *
 * @param grid strengths to try, strongest first
 */
public record StructuralSelection(List<Double> grid) {
    /** 3000, 1000, 300, 100, 30, 10. */
    public static final StructuralSelection DEFAULT =
            new StructuralSelection(List.of(3000.0, 1000.0, 300.0, 100.0, 30.0, 10.0));

    /** Share of the least loss by which another is clearly larger. */
    private static final double CLEARLY = 1e-3;

    public StructuralSelection {
        grid = List.copyOf(grid);
        if (grid.isEmpty()) {
            throw new IllegalArgumentException("the grid of l2 strengths is empty: expecting at least one");
        }
        for (int i = 1; i < grid.size(); i++) {
            if (!(grid.get(i) < grid.get(i - 1))) {
                throw new IllegalArgumentException(
                        "l2 " + grid.get(i) + " after " + grid.get(i - 1) + ": expecting the strongest first");
            }
        }
    }

    /**
     * Goes from strong to weak, each strength starting from the weights of the one before, until a weaker one is clearly worse than
     * the best: the weakest are the slowest to fit. Strengths that all project to a point are equals, and no reason to stop. The
     * strength taken is in the fit.
     */
    public StructuralFit choose(StructuralProbe probe, StructuralProbe.Target target) {
        StructuralFit first = probe.fit(target, grid.get(0), null);
        if (!(first instanceof StructuralFit.Trained best)) {
            return first;
        }
        if (Double.isNaN(best.training().developmentLoss())) {
            return new StructuralFit.Skipped(StructuralFit.Reason.NO_DEVELOPMENT_TREES, 0);
        }
        StructuralFit.Trained last = best;
        for (int i = 1; i < grid.size(); i++) {
            if (!(probe.fit(target, grid.get(i), last.training().weights()) instanceof StructuralFit.Trained next)) {
                return best;
            }
            double loss = next.training().developmentLoss();
            if (loss > best.training().developmentLoss() * (1 + CLEARLY)) {
                return best;
            }
            best = loss < best.training().developmentLoss() ? next : best;
            last = next;
        }
        return best;
    }
}
