package io.ovoscope.collector.emergence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** How often the set of cells holds the true one, and how wide it is: the figures of decision 0017. Run its {@code main}. */
final class CoverageStudy {
    private static final List<Double> QUANTILES = List.of(0.5, 0.9);

    private CoverageStudy() {}

    /**
     * Curves to draw.
     *
     * @param layers how many layers the curve is the maximum of
     * @param spread by how much each layer's plateau is below the one before
     * @param lag by which share of the first layer's time each layer is later than the one before
     * @param fall by how much the last third of the snapshots lies below the plateau
     */
    record Case(
            int items,
            double from,
            double to,
            double width,
            int snapshots,
            int layers,
            double spread,
            double fall,
            double lag) {}

    /** Counts of one share of the gain. */
    static final class Counts {
        int runs;
        int covered;
        int cellCovered;
        final List<Integer> widths = new ArrayList<>();

        double coverage() {
            return covered / (double) runs;
        }

        double medianWidth() {
            int[] sorted = widths.stream().mapToInt(Integer::intValue).sorted().toArray();
            return sorted[sorted.length / 2];
        }

        double meanWidth() {
            return widths.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
        }
    }

    static List<Counts> of(Case of, int runs, int resamples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Counts> counts = List.of(new Counts(), new Counts());
        for (int run = 0; run < runs; run++) {
            SplittableRandom own = random.split();
            double[][] curves = curves(of, own);
            double[] truth = IntStream.range(0, of.snapshots())
                    .mapToDouble(i ->
                            Arrays.stream(curves).mapToDouble(c -> c[i]).max().orElseThrow())
                    .toArray();
            List<List<Replicates>> drawn = drawn(of, curves, resamples, own);
            List<Double> accuracies = IntStream.range(0, of.snapshots())
                    .mapToObj(i -> drawn.stream()
                            .mapToDouble(c -> c.get(i).accuracy())
                            .max()
                            .orElseThrow())
                    .toList();
            RisingFits fits = RisingFits.highest(
                    drawn.stream().map(RisingFits::of).toList(),
                    Collections.nCopies(
                            of.layers(), IntStream.range(0, of.snapshots()).toArray()),
                    of.snapshots());
            for (int q = 0; q < QUANTILES.size(); q++) {
                int by = EmergenceEstimate.of(accuracies, QUANTILES.get(q))
                        .orElseThrow()
                        .by();
                count(
                        counts.get(q),
                        CrossingSet.of(fits, QUANTILES.get(q)),
                        by,
                        SimulatedTask.truth(truth, QUANTILES.get(q)));
            }
        }
        return counts;
    }

    private static void count(Counts counts, CrossingSet set, int by, int truth) {
        int earliest = Math.min(by, set.earliest());
        int latest = Math.max(by, set.latest());
        counts.runs++;
        counts.covered += earliest <= truth && truth <= latest ? 1 : 0;
        counts.cellCovered += by == truth ? 1 : 0;
        counts.widths.add(latest - earliest + 1);
    }

    private static double[][] curves(Case of, SplittableRandom random) {
        long[] steps = SimulatedTask.steps(of.snapshots(), 50);
        double last = steps[steps.length - 1];
        double half = Math.exp(Math.log(8) + random.nextDouble() * Math.log(last / 6 / 8));
        double[][] curves = new double[of.layers()][];
        for (int layer = 0; layer < curves.length; layer++) {
            double to = of.to() - layer * of.spread();
            curves[layer] = SimulatedTask.sigmoid(steps, of.from(), to, half * (1 + of.lag() * layer), of.width());
            for (int i = of.snapshots() * 2 / 3; i < of.snapshots(); i++) {
                curves[layer][i] -= of.fall();
            }
        }
        return curves;
    }

    private static List<List<Replicates>> drawn(Case of, double[][] curves, int count, SplittableRandom random) {
        SimulatedTask task = new SimulatedTask(of.items(), random);
        TaskResamples resamples = new TaskResamples(task.sentences, new SentenceResamples(count, random.nextLong()));
        List<List<Replicates>> drawn = new ArrayList<>();
        for (double[] curve : curves) {
            drawn.add(
                    Arrays.stream(curve).mapToObj(p -> resamples.of(task.at(p))).toList());
        }
        return drawn;
    }

    public static void main(String[] arguments) {
        int runs = Integer.parseInt(arguments[0]);
        for (int items : new int[] {Integer.parseInt(arguments[1])}) {
            for (Case of : List.of(
                    new Case(items, .3, .9, .5, 60, 1, 0, 0, .1),
                    new Case(items, .3, .9, 1, 60, 1, 0, 0, .1),
                    new Case(items, .7, .9, .5, 60, 1, 0, 0, .1),
                    new Case(items, .5, .6, .3, 60, 1, 0, 0, .1),
                    new Case(items, .8, .85, .5, 60, 1, 0, 0, .1),
                    new Case(items, .7, .9, .5, 60, 1, 0, .1, .1),
                    new Case(items, .7, .9, .5, 60, 1, 0, .01, .1),
                    new Case(items, .7, .9, .5, 60, 13, .01, 0, .1),
                    new Case(items, .7, .9, .5, 60, 13, 0, 0, .1),
                    new Case(items, .5, .6, .3, 60, 13, 0, 0, .1),
                    new Case(items, .5, .6, .3, 60, 13, 0, 0, 0))) {
                print(of, of(of, of.layers() > 1 ? Math.max(1, runs / 4) : runs, 1000, 17));
            }
        }
    }

    private static void print(Case of, List<Counts> counts) {
        StringBuilder line = new StringBuilder(of.toString());
        for (int q = 0; q < QUANTILES.size(); q++) {
            Counts c = counts.get(q);
            line.append(String.format(
                    Locale.ROOT,
                    " | q %.1f set %.3f cell %.3f median %.0f mean %.2f",
                    QUANTILES.get(q),
                    c.coverage(),
                    c.cellCovered / (double) c.runs,
                    c.medianWidth(),
                    c.meanWidth()));
        }
        System.out.println(line);
    }
}
