package io.ovoscope.collector.watch;

/**
 * When a run has lost something it knew.
 *
 * @param threshold smallest drop that is told, a share of items
 * @param persistence snapshots in a row that must show it
 * @param alpha rate of false discoveries over a run that LORD++ keeps to
 */
public record RegressionSettings(double threshold, int persistence, double alpha) {
    private static final int MAX_PERSISTENCE = 100;

    public RegressionSettings {
        if (!(threshold >= 0 && threshold < 1)) {
            throw new IllegalArgumentException("threshold " + threshold + ": expecting 0 <= threshold < 1");
        }
        if (persistence < 1 || persistence > MAX_PERSISTENCE) {
            throw new IllegalArgumentException(
                    "persistence " + persistence + ": expecting 1 <= persistence <= " + MAX_PERSISTENCE);
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + ": expecting 0 < alpha < 1");
        }
    }

    /** One point, two snapshots, 5%. */
    public static RegressionSettings defaults() {
        return new RegressionSettings(0.01, 2, 0.05);
    }
}
