package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * {@code Σ 1/|s|² Σ_ij |d(i,j) − ‖p_i − p_j‖²|} over sentences {@code s} (Hewitt &amp; Manning 2019). Distances come from each
 * sentence's Gram matrix {@code P P'}; the gradient is {@code L P}, with {@code L} the Laplacian of the pairs' errors.
 */
final class DistanceLoss implements StructuralLoss {
    private final List<TreeGroup> groups;
    private final short[][] targets;
    private final int rank;
    private final float smoothing;
    private final FloatPointer nativePairs;
    private final float[] pairs;

    DistanceLoss(List<TreeGroup> groups, int rank, double smoothing, ProbeWorkspace workspace) {
        this.groups = groups;
        this.rank = rank;
        this.smoothing = (float) smoothing;
        targets = groups.stream().map(DistanceLoss::targets).toArray(short[][]::new);
        pairs = new float[groups.stream().mapToInt(TreeGroup::pairs).max().orElse(0)];
        nativePairs = workspace.floats(ProbeWorkspace.Floats.PAIRS, Math.max(1, pairs.length));
    }

    private static short[] targets(TreeGroup group) {
        short[] targets = new short[group.pairs()];
        int at = 0;
        for (Tree tree : group.trees()) {
            for (int distance : tree.distances()) {
                targets[at++] = (short) distance;
            }
        }
        return targets;
    }

    @Override
    public double smoothed(int group, FloatPointer projections, FloatPointer gradients) {
        TreeGroup trees = groups.get(group);
        FloatPointer p = new FloatPointer(projections);
        FloatPointer g = new FloatPointer(gradients);
        FloatPointer square = new FloatPointer(nativePairs);
        int at = 0;
        int row = 0;
        for (Tree tree : trees.trees()) {
            int n = tree.words();
            gram(n, p.position((long) row * rank), square.position(at));
            at += n * n;
            row += n;
        }
        nativePairs.get(pairs, 0, at);
        double loss = laplacians(trees, targets[group]);
        nativePairs.put(pairs, 0, at);
        at = 0;
        row = 0;
        for (Tree tree : trees.trees()) {
            int n = tree.words();
            long offset = (long) row * rank;
            times(n, square.position(at), p.position(offset), g.position(offset));
            at += n * n;
            row += n;
        }
        return loss;
    }

    private void gram(int n, FloatPointer p, FloatPointer to) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, n, rank, 1, p, rank, p, rank, 0, to, n);
    }

    private void times(int n, FloatPointer laplacian, FloatPointer p, FloatPointer to) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, rank, n, 1, laplacian, n, p, rank, 0, to, rank);
    }

    private double laplacians(TreeGroup group, short[] target) {
        double loss = 0;
        int at = 0;
        for (Tree tree : group.trees()) {
            int n = tree.words();
            loss += laplacian(at, n, target) * 2 / ((double) n * n);
            at += n * n;
        }
        return loss;
    }

    /** Replaces a Gram matrix by the Laplacian; returns the loss of each pair once. */
    private double laplacian(int at, int n, short[] target) {
        float[] norms = new float[n];
        for (int i = 0; i < n; i++) {
            norms[i] = pairs[at + i * n + i];
            pairs[at + i * n + i] = 0;
        }
        float scale = 4f / ((float) n * n);
        double loss = 0;
        for (int i = 0; i < n; i++) {
            float sum = pairs[at + i * n + i];
            for (int j = i + 1; j < n; j++) {
                int pair = at + i * n + j;
                float error = norms[i] + norms[j] - 2 * pairs[pair] - target[pair];
                float slope = Math.max(-1, Math.min(1, error / smoothing));
                loss += slope * (error - smoothing / 2 * slope);
                float weight = scale * slope;
                pairs[pair] = -weight;
                pairs[at + j * n + i] = -weight;
                pairs[at + j * n + j] += weight;
                sum += weight;
            }
            pairs[at + i * n + i] = sum;
        }
        return loss;
    }

    @Override
    public double absolute(Tree tree, float[] projections, int from) {
        int[] distances = tree.distances();
        float[] probed = distances(projections, from, tree.words(), rank);
        double sum = 0;
        for (int pair = 0; pair < distances.length; pair++) {
            sum += Math.abs(probed[pair] - distances[pair]);
        }
        return sum / distances.length;
    }

    /** {@code n × n} squared distances of {@code n} projections from row {@code from} on. */
    static float[] distances(float[] projections, int from, int n, int rank) {
        float[] distances = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < rank; k++) {
                    double difference =
                            (double) projections[(from + i) * rank + k] - projections[(from + j) * rank + k];
                    sum += difference * difference;
                }
                distances[i * n + j] = (float) sum;
                distances[j * n + i] = (float) sum;
            }
        }
        return distances;
    }

    @Override
    public double mean(Tree tree) {
        double sum = 0;
        int[] distances = tree.distances();
        for (int distance : distances) {
            sum += distance;
        }
        return sum / distances.length;
    }

    @Override
    public boolean hasBias() {
        return false;
    }
}
