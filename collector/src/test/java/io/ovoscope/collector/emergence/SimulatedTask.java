package io.ovoscope.collector.emergence;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Outcomes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A task whose true curve is known: the accuracy that infinitely many sentences would give. An item is right at a snapshot where a
 * normal deviate of its own lies below the quantile of the true accuracy. The deviate is the sum of one of the sentence (design
 * effect 1.5 near an accuracy of one half), one of the item, and one that is new at every snapshot (of two snapshots at accuracy .9, .06
 * of the items differ).
 */
final class SimulatedTask {
    static final int PER_SENTENCE = 20;
    private static final double OF_SENTENCE = Math.sqrt(0.045);
    private static final double OF_ITEM = Math.sqrt(1 - 0.045);
    private static final double KEPT = Math.sqrt(1 - 0.093);
    private static final double NEW = Math.sqrt(0.093);

    final int items;
    final Clusters sentences;
    private final SplittableRandom random;
    private final double[] own;

    SimulatedTask(int items, SplittableRandom random) {
        this.items = items;
        this.random = random;
        int[] sentence = IntStream.range(0, items).map(i -> i / PER_SENTENCE).toArray();
        sentences = Clusters.of(sentence, IntStream.range(0, items).toArray());
        double[] shared =
                random.doubles(sentences.count()).map(Normal::quantile).toArray();
        own = new double[items];
        for (int i = 0; i < items; i++) {
            own[i] = KEPT * (OF_SENTENCE * shared[sentence[i]] + OF_ITEM * Normal.quantile(random.nextDouble()));
        }
    }

    /** What is right at a snapshot of this true accuracy. */
    Outcomes at(double accuracy) {
        double threshold = Normal.quantile(accuracy);
        BitSet right = new BitSet(items);
        for (int i = 0; i < items; i++) {
            if (own[i] + NEW * Normal.fast(random) < threshold) {
                right.set(i);
            }
        }
        return new Outcomes(right, items);
    }

    /** Step 0, powers of two, then every so many steps. */
    static long[] steps(int snapshots, int every) {
        List<Long> steps = new ArrayList<>(List.of(0L));
        for (long step = 1; step < every; step *= 2) {
            steps.add(step);
        }
        for (long step = every; steps.size() < snapshots; step += every) {
            steps.add(step);
        }
        return steps.stream().mapToLong(Long::longValue).toArray();
    }

    /** A sigmoid over the logarithm of the step: half of the gain at a step, of a width in natural logarithms. */
    static double[] sigmoid(long[] steps, double from, double to, double half, double width) {
        return Arrays.stream(steps)
                .mapToDouble(step -> step == 0 ? from : from + (to - from) / (1 + Math.pow(step / half, -1 / width)))
                .toArray();
    }

    /** The index of the first snapshot at which a true curve has this share of its gain. */
    static int truth(double[] curve, double quantile) {
        double wanted = curve[0] + quantile * (Arrays.stream(curve).max().orElseThrow() - curve[0]) - 1e-12;
        return IntStream.range(0, curve.length)
                .filter(i -> curve[i] >= wanted)
                .findFirst()
                .orElseThrow();
    }
}
