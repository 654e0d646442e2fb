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
     * Goes from strong to weak, each strength starting from the weights of the one before, until a weaker one is worse: the
     * weakest are the slowest to fit. The strength taken is in the fit.
     */
    public StructuralFit choose(StructuralProbe probe, StructuralProbe.Target target) {
        StructuralFit best = probe.fit(target, grid.get(0), null);
        for (int i = 1; i < grid.size() && best instanceof StructuralFit.Trained before; i++) {
            if (Double.isNaN(before.training().developmentLoss())) {
                return new StructuralFit.Skipped(StructuralFit.Reason.NO_DEVELOPMENT_TREES, 0);
            }
            StructuralFit next =
                    probe.fit(target, grid.get(i), before.training().weights());
            boolean better = next instanceof StructuralFit.Trained trained
                    && trained.training().developmentLoss() < before.training().developmentLoss();
            if (!better) {
                return best;
            }
            best = next;
        }
        return best;
    }
}
