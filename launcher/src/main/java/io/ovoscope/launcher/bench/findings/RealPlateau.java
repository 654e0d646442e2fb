package io.ovoscope.launcher.bench.findings;

import io.ovoscope.wire.TaskInfo;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last snapshots of a real run, item by item.
 *
 * @param run its name
 * @param curves of every task and layer
 */
record RealPlateau(String run, List<Curve> curves) {
    /**
     * A curve.
     *
     * @param right for each snapshot which items were right
     * @param sentenceOf the sentence of each item
     */
    @SuppressWarnings("ArrayRecordComponent") // read only
    record Curve(TaskInfo task, int layer, List<BitSet> right, int[] sentenceOf) {}

    /** The same with sentences numbered from 0, each of which has an item in some task. */
    static RealPlateau numbered(String run, List<Curve> curves) {
        Map<Integer, Integer> numbers = new HashMap<>();
        return new RealPlateau(
                run,
                curves.stream()
                        .map(curve -> new Curve(
                                curve.task(),
                                curve.layer(),
                                curve.right(),
                                Arrays.stream(curve.sentenceOf())
                                        .map(sentence -> number(sentence, numbers))
                                        .toArray()))
                        .toList());
    }

    private static int number(int sentence, Map<Integer, Integer> numbers) {
        Integer fresh = numbers.size();
        Integer known = numbers.putIfAbsent(sentence, fresh);
        return known == null ? fresh : known;
    }

    /** Share of items whose outcome changes from one snapshot to the next, on average. */
    static double discordance(Curve curve) {
        double sum = 0;
        for (int t = 1; t < curve.right().size(); t++) {
            BitSet changed = (BitSet) curve.right().get(t).clone();
            changed.xor(curve.right().get(t - 1));
            sum += changed.cardinality() / (double) curve.sentenceOf().length;
        }
        return sum / (curve.right().size() - 1);
    }

    /** Variance of the change from one snapshot to the next over that of independent items, on average. */
    static double designEffect(Curve curve) {
        double clustered = 0;
        double single = 0;
        int sentences = Arrays.stream(curve.sentenceOf()).max().orElse(0) + 1;
        for (int t = 1; t < curve.right().size(); t++) {
            double[] sums = new double[sentences];
            int n = curve.sentenceOf().length;
            double mean = (curve.right().get(t).cardinality()
                            - curve.right().get(t - 1).cardinality())
                    / (double) n;
            for (int i = 0; i < n; i++) {
                int change = (curve.right().get(t).get(i) ? 1 : 0)
                        - (curve.right().get(t - 1).get(i) ? 1 : 0);
                sums[curve.sentenceOf()[i]] += change - mean;
                single += (change - mean) * (change - mean);
            }
            for (double sum : sums) {
                clustered += sum * sum;
            }
        }
        return single == 0 ? 1 : clustered / single;
    }
}
