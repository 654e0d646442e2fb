package io.ovoscope.collector.significance;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Outcomes;
import java.util.BitSet;

/**
 * What changed from one snapshot to another.
 *
 * @param lost items right before and wrong now
 * @param gained items wrong before and right now
 * @param discordance share of items that changed
 * @param designEffect variance of the difference with sentences as clusters over that of independent items; NaN where nothing changed
 */
public record Churn(int lost, int gained, double discordance, double designEffect) {

    /**
     * Of the same items.
     *
     * @throws IllegalArgumentException for outcomes of another number of items than the sentences
     */
    public static Churn between(Outcomes before, Outcomes now, Clusters sentences) {
        int[] first = sentences.correct(before);
        int[] second = sentences.correct(now);
        BitSet lostItems = before.correct();
        lostItems.andNot(now.correct());
        BitSet gainedItems = now.correct();
        gainedItems.andNot(before.correct());
        int lost = lostItems.cardinality();
        int gained = gainedItems.cardinality();
        double n = before.n();
        double mean = (lost - gained) / n;
        double squares = 0;
        for (int s = 0; s < first.length; s++) {
            double residual = first[s] - second[s] - mean * sentences.size(s);
            squares += residual * residual;
        }
        double count = first.length;
        double independent = lost + gained - n * mean * mean;
        double effect = independent <= 0 || count < 2 ? Double.NaN : squares * count / (count - 1) / independent;
        return new Churn(lost, gained, (lost + gained) / n, effect);
    }
}
