package io.ovoscope.launcher.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ovoscope.collector.probe.FeatureSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a case came to in one space of features. Times are seconds of wall time over a whole snapshot, one for each round.
 *
 * @param name of the case
 * @param description what was trained, in words
 * @param threads of either side
 * @param choosing choosing the strengths on the snapshot before, ours only
 * @param warm ours, from the weights of the scheduled snapshot before
 * @param cold ours, from nothing
 * @param alone ours, from nothing, one probe at a time
 * @param theirs scikit-learn's
 * @param gigaflops that ours did of a second, warm and cold, by the iterations it reports
 * @param rate of the machine's matrix products at that number of threads, in GFLOP/s
 */
@JsonIgnoreProperties(ignoreUnknown = true) // the figures that follow from others
public record CaseResult(
        String name,
        String description,
        FeatureSpace space,
        int threads,
        double choosing,
        List<Double> warm,
        List<Double> cold,
        List<Double> alone,
        List<Double> theirs,
        Gigaflops gigaflops,
        double rate,
        List<Row> rows) {

    /** Useful work, in 10⁹ operations over a snapshot. */
    public record Gigaflops(double warm, double cold) {}

    /** One side's probe. */
    public record Probe(double seconds, double accuracy, double objective, int iterations, boolean converged) {}

    /**
     * A probe of a layer, a task's or a control's. Seconds of ours are its share of the snapshot's.
     *
     * @param task its name, of a control with {@code " control"} behind it
     * @param n labelled test items
     */
    public record Row(
            String task, int layer, String layerName, int n, double l2, Probe warm, Probe cold, Probe theirs) {}

    public CaseResult {
        warm = List.copyOf(warm);
        cold = List.copyOf(cold);
        alone = List.copyOf(alone);
        theirs = List.copyOf(theirs);
        rows = List.copyOf(rows);
        if (warm.isEmpty() || cold.isEmpty() || theirs.isEmpty() || rows.isEmpty()) {
            throw new IllegalArgumentException("case '" + name + "' without a round: expecting at least one");
        }
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** How many times scikit-learn's speed ours is, warm. */
    @JsonProperty
    public double speedWarm() {
        return median(theirs) / median(warm);
    }

    /** How many times scikit-learn's speed ours is, cold. */
    @JsonProperty
    public double speedCold() {
        return median(theirs) / median(cold);
    }

    /** How many times faster ours is, cold, than one probe at a time. */
    @JsonProperty
    public double speedTogether() {
        return median(alone) / median(cold);
    }

    /** The largest difference of the two sides' accuracies, of any task and layer. */
    @JsonProperty
    public double largestDifference() {
        return largest(row -> Math.abs(row.warm().accuracy() - row.theirs().accuracy()));
    }

    /** The same without warm start. */
    @JsonProperty
    public double largestDifferenceCold() {
        return largest(row -> Math.abs(row.cold().accuracy() - row.theirs().accuracy()));
    }

    private double largest(ToDoubleFunction<Row> of) {
        return rows.stream().mapToDouble(of).max().orElse(0);
    }

    /** By how much the mean accuracy over layers of the task worst for us is below scikit-learn's; may be negative. */
    @JsonProperty
    public double worstTaskDeficit() {
        return deficits().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    /** Mean over layers of their accuracy less ours, of each task. */
    Map<String, Double> deficits() {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (Row row : rows) {
            double[] sum = sums.computeIfAbsent(row.task(), task -> new double[2]);
            sum[0] += row.theirs().accuracy() - row.warm().accuracy();
            sum[1]++;
        }
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((task, sum) -> means.put(task, sum[0] / sum[1]));
        return means;
    }

    /** The part of the machine's matrix-product rate that ours kept up over the snapshot, warm. */
    @JsonProperty
    public double shareWarm() {
        return gigaflops.warm() / median(warm) / rate;
    }

    /** The same without warm start. */
    @JsonProperty
    public double shareCold() {
        return gigaflops.cold() / median(cold) / rate;
    }

    /** How many of the probes did not converge: ours warm, ours cold, theirs. */
    int[] unconverged() {
        int[] counts = new int[3];
        for (Row row : rows) {
            List<Probe> sides = List.of(row.warm(), row.cold(), row.theirs());
            Arrays.setAll(counts, side -> counts[side] + (sides.get(side).converged() ? 0 : 1));
        }
        return counts;
    }
}
