package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The objective against its definition, pair by pair in double precision, and its gradient against differences of it. */
class StructuralObjectiveTest {
    private static final int WIDTH = 5;
    private static final int RANK = 3;
    private static final double L2 = 0.7;
    private static final double SMOOTHING = 0.5;

    private final PlantedTrees planted = PlantedTrees.of(80, 2, 30, 11);
    private final List<Tree> train = planted.trees().train();
    private final int[] rowsOfTrain = Trees.rows(train);
    private final Standardiser standardiser =
            Standardiser.fit(Items.of(planted.random(WIDTH, 12), WIDTH), rowsOfTrain, FeatureSpace.STANDARDISED);
    private final double[] weights = weights();

    private static double[] weights() {
        Random random = new Random(13);
        return random.doubles(RANK * (WIDTH + 1), -1, 1).toArray();
    }

    private double[][] projected(double[] point) {
        int n = rowsOfTrain.length;
        float[] block = new float[n * (WIDTH + 1)];
        standardiser.fill(rowsOfTrain, 0, n, block);
        double[][] projected = new double[n][RANK];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < RANK; k++) {
                for (int d = 0; d <= WIDTH; d++) {
                    projected[i][k] += point[k * (WIDTH + 1) + d] * block[i * (WIDTH + 1) + d];
                }
            }
        }
        return projected;
    }

    private static double huber(double error) {
        double size = Math.abs(error);
        return size < SMOOTHING ? size * size / 2 / SMOOTHING : size - SMOOTHING / 2;
    }

    private double byDefinition(StructuralProbe.Target target, double[] point) {
        double[][] projected = projected(point);
        double sum = 0;
        int from = 0;
        for (Tree tree : train) {
            int n = tree.words();
            int[] distances = tree.distances();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n && target == StructuralProbe.Target.DISTANCE; j++) {
                    double[] difference = new double[projected[from + i].length];
                    Vectors.difference(projected[from + i], projected[from + j], difference);
                    sum += huber(Vectors.dot(difference, difference) - distances[i * n + j]) / n / n;
                }
                double length = Vectors.dot(projected[from + i], projected[from + i]);
                sum += target == StructuralProbe.Target.DEPTH ? huber(length - tree.depth(i)) / n : 0;
            }
            from += n;
        }
        for (int i = 0; i < point.length; i++) {
            sum += i % (WIDTH + 1) < WIDTH ? L2 / 2 * point[i] * point[i] : 0;
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void valueAndGradientAreThoseOfTheDefinition(StructuralProbe.Target target) {
        List<TreeGroup> groups = TreeGroup.of(train);
        assertThat(groups).as("several groups").hasSizeGreaterThan(2);
        double[] gradient = new double[weights.length];
        double value;
        Coordinates coordinates;
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            RowStream stream = new RowStream(standardiser, rowsOfTrain, workspace);
            coordinates = Coordinates.turned(stream, workspace);
            NativeRows rows = new NativeRows(stream, coordinates, 0, true, workspace);
            StructuralLoss loss = target == StructuralProbe.Target.DISTANCE
                    ? new DistanceLoss(groups, RANK, SMOOTHING, workspace)
                    : new DepthLoss(groups, RANK, SMOOTHING);
            value = new StructuralObjective(rows, groups, loss, RANK, L2, workspace).at(weights, gradient);
        }
        assertThat(value).isCloseTo(byDefinition(target, coordinates.toStandardised(weights)), within(1e-5 * value));
        for (int i = 0; i < weights.length; i++) {
            double[] point = weights.clone();
            point[i] += 1e-4;
            double above = byDefinition(target, coordinates.toStandardised(point));
            point[i] -= 2e-4;
            double slope = (above - byDefinition(target, coordinates.toStandardised(point))) / 2e-4;
            assertThat(gradient[i]).as("weight %d", i).isCloseTo(slope, within(1e-3 * (1 + Math.abs(slope))));
        }
    }
}
