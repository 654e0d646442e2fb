package io.ovoscope.collector.significance;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Outcomes;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Snapshots of a made-up curve that stands still: a share of the sentences is unsure, and what of their items is right is drawn anew for
 * some of them at each snapshot, many items of a sentence together.
 */
public final class Plateaus {
    private static final double SETTLED_RIGHT = .85;

    private final SplittableRandom random;
    private final int perSentence;
    private final double together;
    private final double redrawn;
    private final double[] right;
    private final double[] luck;

    /**
     * A curve.
     *
     * @param unsure share of sentences whose items may change; a third of their items changes from one drawing to the next
     * @param together share of their items that follow the sentence
     * @param redrawn share of sentences drawn anew at a snapshot
     */
    public Plateaus(long seed, int sentences, int perSentence, double unsure, double together, double redrawn) {
        this.random = new SplittableRandom(seed);
        this.perSentence = perSentence;
        this.together = together;
        this.redrawn = redrawn;
        this.right = new double[sentences * perSentence];
        this.luck = new double[right.length];
        for (int s = 0; s < sentences; s++) {
            boolean isUnsure = random.nextDouble() < unsure;
            double of = random.nextDouble();
            for (int i = s * perSentence; i < (s + 1) * perSentence; i++) {
                right[i] = isUnsure ? of : random.nextDouble() < SETTLED_RIGHT ? 1 : 0;
                luck[i] = random.nextDouble();
            }
        }
    }

    public Clusters sentences() {
        int[] items = IntStream.range(0, right.length).toArray();
        return Clusters.of(IntStream.of(items).map(i -> i / perSentence).toArray(), items);
    }

    /** The next snapshot, with this share of what is right lost. */
    public Outcomes next(double lost) {
        BitSet correct = new BitSet();
        for (int first = 0; first < right.length; first += perSentence) {
            boolean redraw = random.nextDouble() < redrawn;
            double shared = random.nextDouble();
            for (int i = first; i < first + perSentence; i++) {
                if (redraw) {
                    luck[i] = random.nextDouble() < together ? shared : random.nextDouble();
                }
                correct.set(i, luck[i] < right[i] && (lost == 0 || random.nextDouble() >= lost));
            }
        }
        return new Outcomes(correct, right.length);
    }
}
