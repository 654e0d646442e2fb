package io.ovoscope.launcher.bench.findings;

import java.util.stream.IntStream;

/**
 * Curves that rise from {@value #LOW} to a height of their own, as a logistic function of the snapshot: middle and slope depend on task
 * and layer.
 *
 * @param layers of the run
 * @param snapshots of the run
 * @param shift moves all middles, in snapshots
 */
record Rise(int layers, int snapshots, double shift) implements Story {
    private static final double LOW = 0.3;

    @Override
    public double accuracy(int task, int layer, int snapshot) {
        double middle = snapshots * (0.2 + 0.12 * task + 0.02 * layer) + shift;
        double width = 1.5 + task;
        double height = 0.4 + 0.05 * layer;
        double start = 1 / (1 + Math.exp(middle / width));
        double now = 1 / (1 + Math.exp((middle - snapshot) / width));
        return LOW + height * (now - start) / (1 - start);
    }

    /** The best layer's accuracy. */
    double best(int task, int snapshot) {
        return IntStream.range(0, layers)
                .mapToDouble(layer -> accuracy(task, layer, snapshot))
                .max()
                .orElseThrow();
    }

    /** A curve by snapshot. */
    interface Curve {
        double at(int snapshot);
    }

    /** The true t_q: first snapshot that has the share q of the gain. */
    int emerged(Curve curve, double quantile) {
        double first = curve.at(0);
        double best = IntStream.range(0, snapshots).mapToDouble(curve::at).max().orElseThrow();
        int snapshot = 0;
        while (curve.at(snapshot) < first + quantile * (best - first)) {
            snapshot++;
        }
        return snapshot;
    }
}
