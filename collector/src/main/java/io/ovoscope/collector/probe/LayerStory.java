package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where in a model a task stands at one step: its best layer and the centre of gravity of its accuracies over the layers, both with
 * intervals by bootstrap over sentences. Every resample of sentences is the same for all layers (paired), so what the layers have in
 * common does not widen the intervals.
 *
 * @param best layer of the highest accuracy, the lowest of equals
 * @param bestLower the 2.5% quantile of the best layers of the resamples, or {@code best} where that is less
 * @param bestUpper the 97.5% quantile, or {@code best} where that is more
 * @param bestShares for each layer the share of the resamples in which it was the best, the lowest of equals
 * @param centre see {@link #centre(double[])}
 * @param centreInterval the 95% percentile interval of the centre; null without a centre, or where more than one resample in twenty
 *     has none
 */
public record LayerStory(
        int best,
        int bestLower,
        int bestUpper,
        List<Double> bestShares,
        OptionalDouble centre,
        @Nullable Interval centreInterval) {

    public LayerStory {
        bestShares = List.copyOf(bestShares);
    }

    /**
     * The story of a task at a step.
     *
     * @param layers what was right in each layer; null for a layer without a result, of which there must not be only such
     * @param sentences of the test items, which are the same in all layers
     * @param bootstrap how many resamples, of which share, from which seed
     */
    public static LayerStory of(List<@Nullable Outcomes> layers, Clusters sentences, SentenceBootstrap bootstrap) {
        double[] accuracies = layers.stream()
                .mapToDouble(layer -> layer == null ? Double.NaN : layer.accuracy())
                .toArray();
        Resamples resamples = new Resamples(layers, sentences, bootstrap);
        int best = best(accuracies);
        int[] wins = resamples.wins();
        return new LayerStory(
                best,
                Math.min(best, layerAt(wins, (1 - bootstrap.level()) / 2)),
                Math.max(best, layerAt(wins, (1 + bootstrap.level()) / 2)),
                Arrays.stream(wins)
                        .mapToObj(count -> count / (double) bootstrap.resamples())
                        .toList(),
                centre(accuracies),
                centre(accuracies).isPresent() ? resamples.centreInterval() : null);
    }

    /**
     * The layer of the highest accuracy, the lowest of equals.
     *
     * @param accuracies of each layer; NaN where there is no result, which must not be so everywhere
     */
    public static int best(double[] accuracies) {
        int best = -1;
        for (int layer = 0; layer < accuracies.length; layer++) {
            if (!Double.isNaN(accuracies[layer]) && (best < 0 || accuracies[layer] > accuracies[best])) {
                best = layer;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException("no layer has a result: expecting at least one");
        }
        return best;
    }

    /**
     * The centre of gravity Σ l·Δ(l) / Σ Δ(l) over layers l ≥ 1, with Δ(l) what layer l adds to the highest accuracy of the layers
     * below it, at least 0 (after the expected layer of Tenney et al. 2019). A layer without a result adds nothing.
     *
     * @param accuracies of each layer, in any unit; NaN where there is no result
     * @return empty where no layer adds anything to layer 0, or layer 0 has no result
     */
    public static OptionalDouble centre(double[] accuracies) {
        if (accuracies.length == 0 || Double.isNaN(accuracies[0])) {
            return OptionalDouble.empty();
        }
        double highest = accuracies[0];
        double weighted = 0;
        for (int layer = 1; layer < accuracies.length; layer++) {
            if (accuracies[layer] > highest) {
                weighted += layer * (accuracies[layer] - highest);
                highest = accuracies[layer];
            }
        }
        double added = highest - accuracies[0];
        return added > 0 ? OptionalDouble.of(weighted / added) : OptionalDouble.empty();
    }

    /** The lowest layer up to which this share of the resamples has its best. */
    private static int layerAt(int[] wins, double share) {
        double wanted = share * Arrays.stream(wins).sum();
        int layer = 0;
        long below = wins[0];
        while (below < wanted && layer < wins.length - 1) {
            below += wins[++layer];
        }
        return layer;
    }

    /** The resamples, made once: the best layer and the centre of each. */
    private static final class Resamples {
        private final SentenceBootstrap bootstrap;
        private final int[] wins;
        private final double[] centres;
        private int centreCount;

        /** A resample's items are as many in all layers, so its right items stand for its accuracies. */
        Resamples(List<@Nullable Outcomes> layers, Clusters sentences, SentenceBootstrap bootstrap) {
            this.bootstrap = bootstrap;
            wins = new int[layers.size()];
            centres = new double[bootstrap.resamples()];
            int[][] right = new int[layers.size()][];
            for (int layer = 0; layer < right.length; layer++) {
                Outcomes outcomes = layers.get(layer);
                right[layer] = outcomes == null ? new int[0] : sentences.correct(outcomes);
            }
            int[] times = new int[sentences.count()];
            SplittableRandom random = new SplittableRandom(bootstrap.seed());
            for (int r = 0; r < bootstrap.resamples(); r++) {
                draw(times, random);
                take(sums(right, times));
            }
        }

        private void take(double[] sums) {
            wins[best(sums)]++;
            OptionalDouble centre = centre(sums);
            if (centre.isPresent()) {
                centres[centreCount++] = centre.getAsDouble();
            }
        }

        /** How often each sentence is in the resample; two draws from each random word, as {@link SentenceBootstrap} makes them. */
        private static void draw(int[] times, SplittableRandom random) {
            Arrays.fill(times, 0);
            long n = times.length;
            for (int drawn = 0; drawn < n; drawn += 2) {
                long word = random.nextLong();
                times[(int) (((word >>> 32) * n) >>> 32)]++;
                if (drawn + 1 < n) {
                    times[(int) (((word & 0xFFFF_FFFFL) * n) >>> 32)]++;
                }
            }
        }

        private static double[] sums(int[][] right, int[] times) {
            double[] sums = new double[right.length];
            for (int layer = 0; layer < right.length; layer++) {
                int[] ofLayer = right[layer];
                int sum = 0;
                for (int s = 0; s < ofLayer.length; s++) {
                    sum += times[s] * ofLayer[s];
                }
                sums[layer] = ofLayer.length == 0 ? Double.NaN : sum;
            }
            return sums;
        }

        int[] wins() {
            return wins;
        }

        @Nullable Interval centreInterval() {
            if (centreCount < bootstrap.level() * bootstrap.resamples()) {
                return null;
            }
            double[] sorted = Arrays.copyOf(centres, centreCount);
            Arrays.sort(sorted);
            double tail = (1 - bootstrap.level()) / 2;
            return new Interval(SentenceBootstrap.quantile(sorted, tail), SentenceBootstrap.quantile(sorted, 1 - tail));
        }
    }
}
