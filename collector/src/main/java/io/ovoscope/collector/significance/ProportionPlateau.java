package io.ovoscope.collector.significance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of a curve of which only accuracies and numbers of items are known, each tested against the best mean of three
 * consecutive ones before it. The three are taken for one sample of the smallest of their numbers, since they may be of the same items;
 * the choice costs a factor of the number of windows that noise could have made the best (Bonferroni).
 */
public final class ProportionPlateau {
    private final List<Share> snapshots = new ArrayList<>();

    private record Share(double accuracy, int n) {
        double variance() {
            return accuracy * (1 - accuracy) / n;
        }
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
     * @param n number of items, at least 1
     * @return empty where fewer than three came before
     */
    public Optional<DropTest> next(double accuracy, int n) {
        if (!(accuracy >= 0 && accuracy <= 1) || n < 1) {
            throw new IllegalArgumentException(
                    "accuracy " + accuracy + " of " + n + " items: expecting 0 <= accuracy <= 1 and n >= 1");
        }
        Share now = new Share(accuracy, n);
        Optional<DropTest> test = snapshots.size() < Plateau.WINDOW ? Optional.empty() : Optional.of(test(now));
        snapshots.add(now);
        return test;
    }

    private DropTest test(Share now) {
        List<Share> windows = new ArrayList<>();
        int best = 0;
        for (int w = 0; w + Plateau.WINDOW <= snapshots.size(); w++) {
            windows.add(window(w));
            best = windows.get(w).accuracy() >= windows.get(best).accuracy() ? w : best;
        }
        Share reference = windows.get(best);
        long rivals = windows.stream()
                .filter(rival -> reference.accuracy() - rival.accuracy()
                        <= Choice.EXPLAINED_BY_NOISE * Math.sqrt(rival.variance() + now.variance()))
                .count();
        double alone = TwoProportions.p(reference.accuracy(), reference.n(), now.accuracy(), now.n());
        return new DropTest(
                best,
                reference.accuracy(),
                now.accuracy(),
                Math.sqrt(reference.variance() + now.variance()),
                Math.min(1, alone * Math.max(1, rivals)));
    }

    private Share window(int first) {
        double sum = 0;
        int n = Integer.MAX_VALUE;
        for (Share share : snapshots.subList(first, first + Plateau.WINDOW)) {
            sum += share.accuracy();
            n = Math.min(n, share.n());
        }
        return new Share(sum / Plateau.WINDOW, n);
    }
}
