package io.ovoscope.collector.significance;

/** How many items a paired comparison needs. */
public final class SampleSize {
    /** 97.5% and 80% points of the normal distribution, rounded as sample sizes are usually given. */
    private static final double TWO_SIDED_5 = 1.96;

    private static final double POWER_80 = 0.84;

    private SampleSize() {}

    /**
     * Items for 80% power at a two-sided level of 5% (Connor 1987), rounded.
     *
     * @param drop to be seen, a share of items above 0
     * @param discordance share of items that change; at least the drop counts, which it cannot fall short of
     * @param designEffect by how much sentences inflate the variance
     */
    public static long of(double drop, double discordance, double designEffect) {
        if (!(drop > 0 && drop <= 1)) {
            throw new IllegalArgumentException("drop " + drop + ": expecting 0 < drop <= 1");
        }
        double changing = Math.max(drop, discordance);
        double errors = TWO_SIDED_5 * Math.sqrt(changing) + POWER_80 * Math.sqrt(Math.max(0, changing - drop * drop));
        return Math.round(designEffect * errors * errors / (drop * drop));
    }
}
