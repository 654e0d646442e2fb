package io.ovoscope.collector.significance;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Outcomes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of one curve over the same test items, each tested against the best mean of three consecutive ones before it: by
 * sign flips of whole sentences, and where the curve is more restless than its sentences explain, by that unrest too; the larger p-value
 * counts. A snapshot costs one product of sentence counts with each earlier one; what is kept is two bytes per sentence and snapshot.
 */
public final class Plateau {
    /** Snapshots in a reference. */
    public static final int WINDOW = 3;

    /** The newest second differences that say how restless a curve is. */
    private static final int MOST_DIFFERENCES = 20;

    private final Clusters sentences;
    private final double sizeSquares;
    private final List<Snapshot> snapshots = new ArrayList<>();

    /**
     * A snapshot.
     *
     * @param products with itself and the one, two and three before, 0 where there is none
     * @param bySize Σ over sentences of its count times the sentence's items
     */
    @SuppressWarnings("ArrayRecordComponent") // made here, read here
    private record Snapshot(SentenceCounts counts, long[] products, long bySize) {}

    /**
     * Without snapshots.
     *
     * @param sentences of the curve's items
     */
    public Plateau(Clusters sentences) {
        this.sentences = sentences;
        double squares = 0;
        for (int s = 0; s < sentences.count(); s++) {
            squares += (double) sentences.size(s) * sentences.size(s);
        }
        this.sizeSquares = squares;
    }

    /** Number of snapshots. */
    public int size() {
        return snapshots.size();
    }

    /** Forgets all but the first so many snapshots. */
    public void truncate(int size) {
        snapshots.subList(size, snapshots.size()).clear();
    }

    /**
     * Tests a snapshot, then takes it in.
     *
     * @return empty where fewer than three came before
     * @throws IllegalArgumentException for outcomes of another number of items
     */
    public Optional<DropTest> next(Outcomes outcomes) {
        SentenceCounts now = SentenceCounts.of(outcomes, sentences);
        long[] products = new long[snapshots.size() + 1];
        for (int i = 0; i < snapshots.size(); i++) {
            products[i] = snapshots.get(i).counts().product(now);
        }
        products[snapshots.size()] = now.product(now);
        Snapshot snapshot = new Snapshot(now, lastOf(products), now.bySize(sentences));
        Optional<DropTest> test =
                snapshots.size() < WINDOW ? Optional.empty() : Optional.of(new Comparison(snapshot, products).test());
        snapshots.add(snapshot);
        return test;
    }

    private static long[] lastOf(long[] products) {
        long[] last = new long[WINDOW + 1];
        for (int lag = 0; lag <= WINDOW && lag < products.length; lag++) {
            last[lag] = products[products.length - 1 - lag];
        }
        return last;
    }

    /** Product of two snapshots at most three apart. */
    private long product(int i, int k) {
        return snapshots.get(Math.max(i, k)).products()[Math.abs(i - k)];
    }

    /** What the sentences explain of a snapshot's second difference x(t) − 2·x(t−1) + x(t−2), as a variance. */
    private double explained(int t) {
        return product(t, t)
                + 4 * product(t - 1, t - 1)
                + product(t - 2, t - 2)
                - 4 * product(t, t - 1)
                + 2 * product(t, t - 2)
                - 4 * product(t - 1, t - 2);
    }

    private Unrest unrest() {
        int from = Math.max(2, snapshots.size() - MOST_DIFFERENCES);
        double[] squares = new double[snapshots.size() - from];
        double[] explained = new double[squares.length];
        for (int i = 0; i < squares.length; i++) {
            int t = from + i;
            double difference = right(t) - 2.0 * right(t - 1) + right(t - 2);
            squares[i] = difference * difference;
            explained[i] = explained(t);
        }
        return Unrest.of(squares, explained);
    }

    private int right(int snapshot) {
        return snapshots.get(snapshot).counts().right();
    }

    /** All windows against one snapshot. */
    private final class Comparison {
        private final Snapshot now;
        private final long[] withNow;
        private final WindowDrops windows;

        Comparison(Snapshot now, long[] withNow) {
            this.now = now;
            this.withNow = withNow;
            double[] drops = new double[snapshots.size() - WINDOW + 1];
            double[] variances = new double[drops.length];
            double[] covariances = new double[drops.length];
            for (int w = 0; w < drops.length; w++) {
                drops[w] = rightIn(w) - WINDOW * now.counts().right();
                variances[w] = covariance(w, w);
                covariances[w] = w == 0 ? 0 : covariance(w - 1, w);
            }
            this.windows = WindowDrops.of(drops, variances, covariances);
        }

        DropTest test() {
            int best = windows.best();
            double items = sentences.items();
            return new DropTest(
                    best,
                    rightIn(best) / (WINDOW * items),
                    now.counts().right() / items,
                    standardError(best) / (WINDOW * items),
                    windows.drops()[best] > 0 ? Math.min(1, Math.max(bySentences(best), byUnrest(best))) : 1);
        }

        private double bySentences(int best) {
            return SignFlips.p(differences(best)) * windows.factor();
        }

        private double byUnrest(int best) {
            Unrest unrest = unrest();
            if (unrest.variance() == 0) {
                return 0;
            }
            WindowDrops restless = windows.restless(unrest.variance());
            double error = restless.errors()[best];
            double sentencesError = windows.errors()[best];
            double share = 1 - sentencesError * sentencesError / (error * error);
            return unrest.tail(restless.drops()[best] / error, share) * restless.factor();
        }

        private int rightIn(int window) {
            int sum = 0;
            for (int i = window; i < window + WINDOW; i++) {
                sum += right(i);
            }
            return sum;
        }

        private int[] differences(int window) {
            int[] differences = new int[sentences.count()];
            for (int s = 0; s < differences.length; s++) {
                differences[s] = -WINDOW * now.counts().of(s);
                for (int i = window; i < window + WINDOW; i++) {
                    differences[s] += snapshots.get(i).counts().of(s);
                }
            }
            return differences;
        }

        /** Σ over sentences of the product of two windows' differences; windows at most one apart. */
        private double covariance(int v, int w) {
            long sum = (long) WINDOW * WINDOW * now.products()[0] - WINDOW * (withNow(v) + withNow(w));
            for (int i = v; i < v + WINDOW; i++) {
                for (int k = w; k < w + WINDOW; k++) {
                    sum += product(i, k);
                }
            }
            return sum;
        }

        private long withNow(int window) {
            long sum = 0;
            for (int i = window; i < window + WINDOW; i++) {
                sum += withNow[i];
            }
            return sum;
        }

        /** With sentences as clusters (Liang and Zeger 1986), as {@link io.ovoscope.collector.probe.PairedDifference}. */
        private double standardError(int window) {
            double mean = windows.drops()[window] / sentences.items();
            double withSize = -WINDOW * (double) now.bySize();
            for (int i = window; i < window + WINDOW; i++) {
                withSize += snapshots.get(i).bySize();
            }
            double squares = covariance(window, window) - 2 * mean * withSize + mean * mean * sizeSquares;
            double count = sentences.count();
            return count < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(Math.max(0, squares) * count / (count - 1));
        }
    }
}
