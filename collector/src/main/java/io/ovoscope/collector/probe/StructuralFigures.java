package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The figures of probed or guessed geometries, gathered tree by tree in the order of the trees.
 *
 * <p>As in the paper's code, a word's distances include the one to itself, which is 0 on both sides: distances that know nothing
 * of the tree then reach a DSpr of about {@code 3/(n + 1)} on sentences of {@code n} words, not 0.
 */
final class StructuralFigures {
    private final BitSet found = new BitSet();
    private final List<Double> correlations = new ArrayList<>();
    private int items;

    StructuralFigures() {}

    static StructuralFit distance(List<Tree> test, Projections projections, StructuralFit.Training training) {
        StructuralFigures figures = new StructuralFigures();
        projections.forEach(
                test,
                (tree, values, from) -> figures.distances(
                        tree, DistanceLoss.distances(values, from, tree.words(), projections.rank())));
        return figures.items == 0
                ? new StructuralFit.Skipped(StructuralFit.Reason.NO_GOLD_EDGES, 0)
                : new StructuralFit.Distance(figures.outcomes(), figures.spearman(test), training);
    }

    static StructuralFit depth(List<Tree> test, Projections projections, StructuralFit.Training training) {
        StructuralFigures figures = new StructuralFigures();
        projections.forEach(test, (tree, values, from) -> {
            float[] depths = new float[tree.words()];
            for (int w = 0; w < depths.length; w++) {
                depths[w] = DepthLoss.depth(values, from + w, projections.rank());
            }
            figures.depths(tree, depths);
        });
        return new StructuralFit.Depth(figures.outcomes(), figures.spearman(test), training);
    }

    static StructuralFloors floors(List<Tree> test) {
        StructuralFigures chain = new StructuralFigures();
        StructuralFigures position = new StructuralFigures();
        for (Tree tree : test) {
            chain.distances(tree, linear(tree.words()));
            position.depths(tree, positions(tree.words()));
        }
        return new StructuralFloors(
                chain.outcomes(), chain.spearman(test), position.outcomes(), position.spearman(test));
    }

    private static float[] linear(int n) {
        float[] distances = new float[n * n];
        for (int pair = 0; pair < distances.length; pair++) {
            distances[pair] = Math.abs(pair / n - pair % n);
        }
        return distances;
    }

    private static float[] positions(int n) {
        float[] positions = new float[n];
        for (int w = 0; w < n; w++) {
            positions[w] = w;
        }
        return positions;
    }

    /** @param distances {@code n × n}, symmetric */
    void distances(Tree tree, float[] distances) {
        int n = tree.words();
        boolean[] joined = SpanningTree.of(distances, n, tree.properWords());
        for (int w = 0; w < n; w++) {
            if (tree.hasGoldEdge(w)) {
                found.set(items++, joined[w * n + tree.head(w)]);
            }
        }
        int[] gold = tree.distances();
        double sum = 0;
        for (int w = 0; w < n; w++) {
            sum += RankCorrelation.spearman(Arrays.copyOfRange(distances, w * n, w * n + n), floats(gold, w * n, n));
        }
        correlations.add(sum / n);
    }

    void depths(Tree tree, float[] depths) {
        int least = -1;
        int[] gold = new int[depths.length];
        for (int w = 0; w < depths.length; w++) {
            gold[w] = tree.depth(w);
            boolean better = !tree.isPunctuation(w) && (least < 0 || depths[w] < depths[least]);
            least = better ? w : least;
        }
        found.set(items++, least == tree.root());
        correlations.add(RankCorrelation.spearman(depths, floats(gold, 0, gold.length)));
    }

    private static float[] floats(int[] values, int from, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = values[from + i];
        }
        return floats;
    }

    Outcomes outcomes() {
        return new Outcomes(found, items);
    }

    LengthMean spearman(List<Tree> trees) {
        return LengthMean.of(
                trees, correlations.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
