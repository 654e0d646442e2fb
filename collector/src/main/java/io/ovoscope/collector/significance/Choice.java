package io.ovoscope.collector.significance;

/**
 * What it costs that the reference is the best of many windows. Flip the sentences of all windows together: their drops are then nearly
 * jointly normal with the covariances of the sentence sums, and the p-value of the best is P(some window's drop ≥ the best's). That is
 * bounded from above by Σ P(window w reaches it and the window before does not), which is tight because windows next to each other share
 * two of their three snapshots (Worsley 1982; Hunter 1976).
 *
 * <p>A window that lies far below the best could not have been the best by chance; flipping signs would forget that. So what of its
 * distance noise cannot explain is put on what it has to reach (as Hansen 2005 leaves such models out).
 */
final class Choice {
    /** How many standard errors of its drop a window may lie below the best for nothing. */
    static final double EXPLAINED_BY_NOISE = 2.5;

    private static final Quadrature QUADRATURE = new Quadrature(20);
    /** Beyond this many natural logarithms below the density at the best, a window adds nothing. */
    private static final double NEGLIGIBLE = 40;

    private Choice() {}

    /**
     * By how much the p-value of the best window alone has to be multiplied, at least 1.
     *
     * @param drops of each window, in order of steps
     * @param errors of each drop, 0 where no sentence differs
     * @param correlations of each window's drop with that of the window before; the first is not read
     * @param best the window with the largest drop, which is above 0
     */
    static double factor(double[] drops, double[] errors, double[] correlations, int best) {
        double top = drops[best] / errors[best];
        double sum = 0;
        double before = Double.POSITIVE_INFINITY;
        for (int w = 0; w < drops.length; w++) {
            double needed = needed(drops, errors[w], w, best);
            if ((needed * needed - top * top) / 2 < NEGLIGIBLE) {
                sum += reachedAfresh(needed, before, correlations[w], top);
            }
            before = needed;
        }
        return Math.max(1, sum / Normal.mills(top));
    }

    /** What a window has to reach, in its standard errors. */
    private static double needed(double[] drops, double error, int w, int best) {
        if (error == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double unexplained = Math.max(0, drops[best] - drops[w] - EXPLAINED_BY_NOISE * error);
        return (drops[best] + unexplained) / error;
    }

    /** P(X ≥ needed and Y < before) over the density at {@code top}, for normal X and Y of this correlation. */
    private static double reachedAfresh(double needed, double before, double correlation, double top) {
        if (before == Double.POSITIVE_INFINITY) {
            return Math.exp((top * top - needed * needed) / 2) * Normal.mills(needed);
        }
        double rest = Math.sqrt(Math.max(1e-12, 1 - correlation * correlation));
        double end = Math.sqrt(needed * needed + 2 * NEGLIGIBLE);
        return QUADRATURE.integral(
                needed, end, x -> Math.exp((top * top - x * x) / 2) * Normal.below((before - correlation * x) / rest));
    }
}
