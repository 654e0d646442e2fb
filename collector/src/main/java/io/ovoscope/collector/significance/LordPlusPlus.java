package io.ovoscope.collector.significance;

import java.util.ArrayList;
import java.util.List;

/**
 * LORD++ (Ramdas, Yang, Wainwright and Jordan 2017): levels for hypotheses that come one after the other, such that the rate of false
 * discoveries stays below α however many come. Each level depends on earlier rejections only.
 *
 * <p>α_t = γ(t)·w0 + (α − w0)·γ(t − τ1) + α·Σ_{j ≥ 2} γ(t − τj), with τj the times of earlier rejections, w0 = α/2 and
 * γ(j) = 0.0722·log(max(j, 2))/(j·exp(√log j)).
 */
public final class LordPlusPlus {
    private static final double SCALE = 0.0722;

    private final double alpha;
    private final double start;
    private final List<Integer> rejections = new ArrayList<>();
    private int tested;

    /** Before the first hypothesis. */
    public LordPlusPlus(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha " + alpha + ": expecting 0 < alpha < 1");
        }
        this.alpha = alpha;
        this.start = alpha / 2;
    }

    /** The level of the next hypothesis. */
    public double level() {
        int t = tested + 1;
        double level = start * gamma(t);
        for (int j = 0; j < rejections.size(); j++) {
            level += (j == 0 ? alpha - start : alpha) * gamma(t - rejections.get(j));
        }
        return level;
    }

    /** Tests the next hypothesis: whether it is rejected. */
    public boolean rejects(double p) {
        boolean rejected = p <= level();
        tested++;
        if (rejected) {
            rejections.add(tested);
        }
        return rejected;
    }

    static double gamma(int j) {
        return SCALE * Math.log(Math.max(j, 2)) / (j * Math.exp(Math.sqrt(Math.log(j))));
    }
}
