package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/** Projects the words of held-out trees, straight from the layer's rows. */
final class Projections {
    private final Standardiser standardiser;
    private final float[] weights;
    private final int rank;
    private final ProbeWorkspace workspace;

    /** @param weights {@code rank × stride} for standardised rows, the offset last in each row */
    Projections(Standardiser standardiser, double[] weights, int rank, ProbeWorkspace workspace) {
        this.standardiser = standardiser;
        this.weights = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            this.weights[i] = (float) weights[i];
        }
        this.rank = rank;
        this.workspace = workspace;
    }

    int rank() {
        return rank;
    }

    /** What is done with a tree's projections: {@code rank} values each, from row {@code from} on. */
    interface Sink {
        void take(Tree tree, float[] projections, int from);
    }

    void forEach(List<Tree> trees, Sink sink) {
        FloatPointer nativeWeights = workspace.floats(ProbeWorkspace.Floats.WEIGHTS, weights.length);
        nativeWeights.put(weights, 0, weights.length);
        for (TreeGroup group : TreeGroup.of(trees)) {
            float[] projections = project(group, nativeWeights);
            int from = 0;
            for (Tree tree : group.trees()) {
                sink.take(tree, projections, from);
                from += tree.words();
            }
        }
    }

    private float[] project(TreeGroup group, FloatPointer nativeWeights) {
        int stride = standardiser.width() + 1;
        int n = group.rows();
        float[] block = new float[Math.multiplyExact(n, stride)];
        standardiser.fill(Trees.rows(group.trees()), 0, n, block);
        FloatPointer rows = workspace.floats(ProbeWorkspace.Floats.SCRATCH, block.length);
        rows.put(block, 0, block.length);
        float[] projections = new float[n * rank];
        FloatPointer nativeProjections = workspace.floats(ProbeWorkspace.Floats.SCORES, projections.length);
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasTrans,
                n,
                rank,
                stride,
                1,
                rows,
                stride,
                nativeWeights,
                stride,
                0,
                nativeProjections,
                rank);
        nativeProjections.get(projections, 0, projections.length);
        return projections;
    }
}
