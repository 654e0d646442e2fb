package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StructuralProbeTest {
    private static final int LONGEST = 12;

    private final PlantedTrees planted = PlantedTrees.of(500, 2, LONGEST, 31);
    private final List<Tree> test = planted.trees().test();

    @Test
    void distancesOfTheTreeGiveOneAndOne() {
        StructuralFigures figures = new StructuralFigures();
        float[] exact = planted.exact(LONGEST);
        test.forEach(
                tree -> figures.distances(tree, DistanceLoss.distances(exact, tree.firstRow(), tree.words(), LONGEST)));

        assertThat(figures.outcomes().accuracy()).isEqualTo(1);
        assertThat(figures.outcomes().n())
                .isEqualTo(GoldEdges.of(planted.trees()).count());
        assertThat(figures.spearman(test).mean()).isCloseTo(1, within(1e-12));
    }

    @Test
    void depthsOfTheTreeGiveOneAndOne() {
        StructuralFigures figures = new StructuralFigures();
        float[] exact = planted.exact(LONGEST);
        for (Tree tree : test) {
            float[] depths = new float[tree.words()];
            for (int w = 0; w < depths.length; w++) {
                depths[w] = DepthLoss.depth(exact, tree.firstRow() + w, LONGEST);
            }
            figures.depths(tree, depths);
        }
        assertThat(figures.outcomes().accuracy()).isEqualTo(1);
        assertThat(figures.outcomes().n()).isEqualTo(test.size());
        assertThat(figures.spearman(test).mean()).isCloseTo(1, within(1e-12));
    }

    /** Probed distances are right to a small part of an edge, which breaks ties of true ones: Spearman stays below 1. */
    @Test
    void distancesHiddenAmongNoiseAreFound() {
        StructuralFit.Distance fit = planted.distances(planted.hidden(LONGEST, 3, 32), 0.01);

        assertThat(fit.training().converged()).isTrue();
        assertThat(fit.uuas()).isEqualTo(1);
        assertThat(fit.training().developmentLoss()).isLessThan(0.05);
        assertThat(fit.dspr()).isGreaterThan(0.95);
    }

    @Test
    void depthsHiddenAmongNoiseAreFound() {
        StructuralFit.Depth fit = planted.depths(planted.hidden(LONGEST, 3, 32), 0.01);

        assertThat(fit.training().converged()).isTrue();
        assertThat(fit.rootAccuracy()).isEqualTo(1);
        assertThat(fit.training().developmentLoss()).isLessThan(0.05);
        assertThat(fit.nspr()).isGreaterThan(0.93);
    }

    @Test
    void moreNoiseThanTreeIsFoundInPart() {
        float[] rows = planted.hidden(LONGEST, 1, 33);
        Random random = new Random(34);
        for (int i = 0; i < rows.length; i++) {
            rows[i] += (float) (1.5 * random.nextGaussian());
        }
        StructuralFit.Distance fit = planted.distances(rows, 10);

        assertThat(fit.uuas()).isBetween(0.5, 0.95);
        assertThat(fit.dspr()).isBetween(0.6, 0.95);
    }

    /**
     * Trees over random vectors are all equally likely, so that each edge is found with probability {@code (m − 1) / (m (m −
     * 1) / 2) = 2/m} among {@code m} words.
     */
    @Test
    void randomVectorsFindEdgesByChance() {
        StructuralFit.Distance fit = planted.distances(planted.random(10, 35), 10);
        double expected = 0;
        double variance = 0;
        for (Tree tree : test) {
            double chance = Math.min(1, 2.0 / tree.properWords().length);
            for (int w = 0; w < tree.words(); w++) {
                expected += tree.hasGoldEdge(w) ? chance : 0;
                variance += tree.hasGoldEdge(w) ? chance * (1 - chance) : 0;
            }
        }
        int n = fit.edges().n();

        assertThat(fit.uuas()).isCloseTo(expected / n, within(4 * Math.sqrt(variance) / n));
        assertThat(fit.uuas()).isBetween(0.2, 0.4);
    }

    /** A word's distance to itself is least on both sides; the other ranks are a random permutation. */
    @Test
    void randomVectorsCorrelateByTheDistanceToItselfAlone() {
        double[] expected =
                test.stream().mapToDouble(StructuralProbeTest::chance).toArray();
        StructuralFit.Distance fit = planted.distances(planted.random(10, 36), 10);

        assertThat(fit.dspr()).isCloseTo(LengthMean.of(test, expected).mean(), within(0.05));
        assertThat(fit.dspr()).isBetween(0.2, 0.5);
    }

    /** {@code n (n − 1) / 4} over the lengths of both vectors of ranks: {@code 3 / (n + 1)} where no true distances tie. */
    private static double chance(Tree tree) {
        int n = tree.words();
        double[] untied = new double[n];
        java.util.Arrays.setAll(untied, i -> i - (n - 1) / 2.0);
        double sum = 0;
        for (int w = 0; w < n; w++) {
            double[] ranks = ranks(tree.distances(), w * n, n);
            sum += n * (n - 1) / 4.0 / Math.sqrt(Vectors.dot(untied, untied) * Vectors.dot(ranks, ranks));
        }
        return sum / n;
    }

    private static double[] ranks(int[] values, int from, int n) {
        double[] ranks = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                ranks[i] += Integer.signum(values[from + i] - values[from + j]) / 2.0;
            }
        }
        return ranks;
    }

    @Test
    void randomVectorsKnowNoDepths() {
        StructuralFit.Depth fit = planted.depths(planted.random(10, 37), 10);
        double expected = test.stream()
                .mapToDouble(tree -> 1.0 / tree.properWords().length)
                .sum();

        assertThat(fit.nspr()).isCloseTo(0, within(0.15));
        assertThat(fit.rootAccuracy()).isCloseTo(expected / test.size(), within(0.15));
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedGivesTheSameWeightsToTheLastBit(StructuralProbe.Target target) {
        float[] rows = planted.hidden(LONGEST, 1, 38);
        StructuralFit first = planted.fit(rows, target, 1, StructuralSettings.DEFAULT);
        StructuralFit second = planted.fit(rows, target, 1, StructuralSettings.DEFAULT);

        assertThat(training(first).weights()).isEqualTo(training(second).weights());
    }

    @ParameterizedTest
    @EnumSource
    void everyStartLeadsToOneAnswer(StructuralProbe.Target target) {
        float[] rows = noisy();
        List<StructuralFit> fits = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            fits.add(planted.fit(rows, target, 3, new StructuralSettings(64, 0.5, 1e-5, 5e-5, 300, seed)));
        }
        assertAlike(fits.get(0), fits.get(1));
        assertAlike(fits.get(0), fits.get(2));
    }

    @ParameterizedTest
    @EnumSource
    void warmStartChangesTheTimeAndNotTheAnswer(StructuralProbe.Target target) {
        float[] rows = noisy();
        float[] later = rows.clone();
        Random random = new Random(40);
        for (int i = 0; i < later.length; i++) {
            later[i] += (float) (0.2 * random.nextGaussian());
        }
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            StructuralFit before = prepare(rows, workspace).fit(target, 3, null);
            StructuralProbe probe = prepare(later, workspace);
            StructuralFit cold = probe.fit(target, 3, null);
            StructuralFit warm = probe.fit(target, 3, training(before).weights());

            assertThat(training(warm).iterations()).isLessThan(training(cold).iterations() * 2 / 3);
            assertAlike(cold, warm);
        }
    }

    @ParameterizedTest
    @EnumSource
    void warmStartFromNothingOrFromFarAwayIsAsGoodAsACold(StructuralProbe.Target target) {
        float[] rows = noisy();
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            StructuralProbe probe = prepare(rows, workspace);
            StructuralFit cold = probe.fit(target, 3, null);
            float[] huge = training(cold).weights().clone();
            java.util.Arrays.fill(huge, 1e6f);

            assertAlike(cold, probe.fit(target, 3, new float[huge.length]));
            assertAlike(cold, probe.fit(target, 3, huge));
        }
    }

    private float[] noisy() {
        float[] rows = planted.hidden(LONGEST, 1, 39);
        Random random = new Random(39);
        for (int i = 0; i < rows.length; i++) {
            rows[i] += (float) (2 * random.nextGaussian());
        }
        return rows;
    }

    private StructuralProbe prepare(float[] rows, ProbeWorkspace workspace) {
        return StructuralProbe.prepare(rows, 2 * LONGEST, planted.trees(), StructuralSettings.DEFAULT, workspace);
    }

    private static StructuralFit.Training training(StructuralFit fit) {
        return ((StructuralFit.Trained) fit).training();
    }

    /** Shares within a hundredth, correlations within two thousandths, the objective within a ten thousandth of itself. */
    private static void assertAlike(StructuralFit first, StructuralFit second) {
        double objective = training(first).objective();
        assertThat(training(first).converged()).isTrue();
        assertThat(training(second).converged()).isTrue();
        assertThat(training(second).objective()).isCloseTo(objective, within(1e-4 * objective));
        if (first instanceof StructuralFit.Distance a && second instanceof StructuralFit.Distance b) {
            assertThat(b.uuas()).isCloseTo(a.uuas(), within(0.01));
            assertThat(b.dspr()).isCloseTo(a.dspr(), within(0.002));
        } else {
            StructuralFit.Depth a = (StructuralFit.Depth) first;
            StructuralFit.Depth b = (StructuralFit.Depth) second;
            assertThat(b.rootAccuracy()).isCloseTo(a.rootAccuracy(), within(0.01));
            assertThat(b.nspr()).isCloseTo(a.nspr(), within(0.002));
        }
    }

    @Test
    void anyInvertibleMapOfTheLayerIsReadAlike() {
        float[] rows = noisy();
        float[] mapped = rows.clone();
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = (i % (2 * LONGEST) + 1) * rows[i] - 100 * (i % 2);
        }
        assertAlike(planted.distances(rows, 3), planted.distances(mapped, 3));
        assertAlike(planted.depths(rows, 3), planted.depths(mapped, 3));
    }

    @ParameterizedTest
    @EnumSource
    void strengthChosenIsTheBestOnDevelopment(StructuralProbe.Target target) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            StructuralProbe probe = prepare(noisy(), workspace);
            StructuralFit chosen = StructuralSelection.DEFAULT.choose(probe, target);

            for (double l2 : StructuralSelection.DEFAULT.grid()) {
                assertThat(training(chosen).developmentLoss())
                        .isLessThan(training(probe.fit(target, l2, null)).developmentLoss() + 1e-3);
            }
            assertAlike(probe.fit(target, training(chosen).l2(), null), chosen);
        }
    }
}
