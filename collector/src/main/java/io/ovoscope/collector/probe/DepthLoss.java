package io.ovoscope.collector.probe;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/** {@code Σ 1/|s| Σ_i |depth(i) − ‖p_i‖²|} over sentences {@code s} (Hewitt &amp; Manning 2019). */
final class DepthLoss implements StructuralLoss {
    private final List<TreeGroup> groups;
    private final int rank;
    private final double smoothing;
    private final float[] block;

    DepthLoss(List<TreeGroup> groups, int rank, double smoothing) {
        this.groups = groups;
        this.rank = rank;
        this.smoothing = smoothing;
        block = new float[groups.stream().mapToInt(TreeGroup::rows).max().orElse(0) * rank];
    }

    @Override
    public double smoothed(int group, FloatPointer projections, FloatPointer gradients) {
        TreeGroup trees = groups.get(group);
        projections.get(block, 0, trees.rows() * rank);
        double loss = 0;
        int row = 0;
        for (Tree tree : trees.trees()) {
            double sum = 0;
            for (int w = 0; w < tree.words(); w++) {
                double error = depth(block, row, rank) - tree.depth(w);
                double slope = Math.max(-1, Math.min(1, error / smoothing));
                sum += slope * (error - smoothing / 2 * slope);
                scale(row++, (float) (2 * slope / tree.words()));
            }
            loss += sum / tree.words();
        }
        gradients.put(block, 0, trees.rows() * rank);
        return loss;
    }

    private void scale(int row, float factor) {
        for (int k = row * rank; k < (row + 1) * rank; k++) {
            block[k] *= factor;
        }
    }

    @Override
    public double absolute(Tree tree, float[] projections, int from) {
        double sum = 0;
        for (int w = 0; w < tree.words(); w++) {
            sum += Math.abs(depth(projections, from + w, rank) - tree.depth(w));
        }
        return sum / tree.words();
    }

    /** The squared length of one projection. */
    static float depth(float[] projections, int row, int rank) {
        float sum = 0;
        for (int k = row * rank; k < (row + 1) * rank; k++) {
            sum += projections[k] * projections[k];
        }
        return sum;
    }

    @Override
    public double mean(Tree tree) {
        double sum = 0;
        for (int w = 0; w < tree.words(); w++) {
            sum += tree.depth(w);
        }
        return sum / tree.words();
    }

    @Override
    public boolean hasBias() {
        return true;
    }
}
