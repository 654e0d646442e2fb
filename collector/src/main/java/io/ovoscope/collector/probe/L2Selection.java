package io.ovoscope.collector.probe;

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

    /** Nats per item, and share, by both of which a log loss must exceed the least to be clearly worse. */
    public static final double WORSE = 0.01;

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
     * @param developmentLogLoss of each strength that was tried, a first part of the grid; empty when skipped
     */
    public record Choice(Fit fit, List<Double> developmentLogLoss) {}

    /**
     * Chooses for all tasks together, each strength starting from the weights of the stronger one before it. A task whose loss at a
     * strength is clearly above its least one ({@link #WORSE}) goes no further: weak penalties are the slowest to fit. Where the loss
     * falls and then rises along the grid, as it does, the choice is that of the whole grid.
     */
    public List<Choice> choose(Design design, List<Labels> tasks) {
        List<L2Path> paths = tasks.stream().map(L2Path::new).toList();
        for (double l2 : grid) {
            List<L2Path> open = paths.stream().filter(L2Path::isOpen).toList();
            List<Fit> fits = design.fit(open.stream().map(path -> path.next(l2)).toList());
            for (int t = 0; t < fits.size(); t++) {
                open.get(t).take(fits.get(t));
            }
        }
        return paths.stream().map(L2Path::choice).toList();
    }
}
