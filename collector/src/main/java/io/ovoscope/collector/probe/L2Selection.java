package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The L2 strength of each task, by log loss on the development part over a stated grid. Chosen once per run, task and
 * layer, then frozen, so that accuracies at different steps compare; a control takes its task's strength.
 *
 * @param grid strengths to try, strongest first
 */
public record L2Selection(List<Double> grid) {
    /** Nats per item below which two log losses are equal, and the stronger penalty is taken. */
    public static final double TIE = 1e-5;

    /** 1000, 100, 10, 1, 0.1 on the scale of {@link Target#l2()}. */
    public static final L2Selection DEFAULT = new L2Selection(List.of(1000.0, 100.0, 10.0, 1.0, 0.1));

    public L2Selection {
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
     * What was chosen for one task.
     *
     * @param fit the fit at the chosen strength, or why there is none
     * @param developmentLogLoss of each strength of the grid, empty when skipped
     */
    public record Choice(Fit fit, List<Double> developmentLogLoss) {}

    /** Chooses for all tasks together, each strength starting from the weights of the stronger one before it. */
    public List<Choice> choose(Design design, List<Labels> tasks) {
        List<List<Fit>> path = new ArrayList<>();
        for (double l2 : grid) {
            List<Target> targets = new ArrayList<>();
            for (int t = 0; t < tasks.size(); t++) {
                Target cold = Target.cold(tasks.get(t), l2);
                boolean warm = !path.isEmpty() && path.get(path.size() - 1).get(t) instanceof Fit.Trained;
                targets.add(
                        warm
                                ? cold.from(
                                        ((Fit.Trained) path.get(path.size() - 1).get(t)).weights())
                                : cold);
            }
            path.add(design.fit(targets));
        }
        List<Choice> choices = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            int task = t;
            choices.add(best(path.stream().map(fits -> fits.get(task)).toList()));
        }
        return choices;
    }

    private static Choice best(List<Fit> path) {
        if (path.get(0) instanceof Fit.Skipped skipped) {
            return new Choice(skipped, List.of());
        }
        double[] losses = path.stream()
                .mapToDouble(fit -> ((Fit.Trained) fit).developmentLogLoss())
                .toArray();
        if (Double.isNaN(losses[0])) {
            return new Choice(new Fit.Skipped(Fit.Reason.NO_DEVELOPMENT_ITEMS, 0), List.of());
        }
        int best = 0;
        for (int i = 1; i < losses.length; i++) {
            best = losses[i] < losses[best] - TIE ? i : best;
        }
        return new Choice(path.get(best), Arrays.stream(losses).boxed().toList());
    }
}
