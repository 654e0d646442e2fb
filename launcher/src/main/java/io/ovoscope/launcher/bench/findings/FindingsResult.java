package io.ovoscope.launcher.bench.findings;

import java.util.List;
import java.util.Map;

/**
 * All that the benchmark of findings measures.
 *
 * @param discordance of the simulated items, as measured on them
 * @param designEffect likewise
 * @param falseAlarms by kind of null run: snapshots that opened an incident, of all snapshots
 * @param restless likewise of runs that lead nowhere, but move on all sentences at once; not in the last line
 * @param drops that were planted
 * @param emergence by number of items
 * @param causes of falls: how often a probe was suspected, of those that were told
 * @param told of how many runs of each cause something was told
 * @param cost of watching one snapshot more
 */
record FindingsResult(
        double discordance,
        double designEffect,
        Map<String, Rate> falseAlarms,
        Map<String, Rate> restless,
        List<DropLine> drops,
        Map<Integer, EmergenceScore> emergence,
        Map<Cause, Rate> causes,
        Map<Cause, Rate> told,
        List<CostLine> cost) {
    /**
     * Drops of one size.
     *
     * @param points share of items
     * @param where {@code one curve} or {@code all layers}
     * @param items of the task
     * @param inThree told within three snapshots, that of the onset counted
     * @param ever told before the end of the run
     * @param delays snapshots from onset to telling, where told
     * @param closed recoveries that were told, of the drops that were
     * @param closings snapshots from recovery to its telling
     */
    record DropLine(
            double points,
            String where,
            int items,
            Rate inThree,
            Rate ever,
            List<Integer> delays,
            Rate closed,
            List<Integer> closings) {}

    /**
     * What a snapshot costs.
     *
     * @param snapshots there were before
     * @param regressionSeconds to look for regressions
     * @param emergenceSeconds to look for emergence
     */
    record CostLine(
            int layers, int tasks, int items, int snapshots, double regressionSeconds, double emergenceSeconds) {}
}
