package io.ovoscope.collector.probe;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/** Scores held-out items with all trained probes side by side, a block at a time, straight from the layer's rows. */
final class HeldOut {
    private final Standardiser standardiser;
    private final FloatPointer nativeItems;
    private final BlockProducts products;
    private final FloatPointer nativeWeights;
    private final float[] block;
    private final float[] scores;
    private final int classes;
    private final int stride;

    HeldOut(Standardiser standardiser, List<Evaluation> evaluations, ProbeWorkspace workspace) {
        this.standardiser = standardiser;
        stride = standardiser.width() + 1;
        classes = evaluations.stream().mapToInt(Evaluation::classes).sum();
        block = new float[NativeRows.BLOCK * stride];
        scores = new float[Math.multiplyExact(classes, NativeRows.BLOCK)];
        nativeItems = workspace.floats(ProbeWorkspace.Floats.SCRATCH, block.length);
        products = new BlockProducts(classes, stride, workspace);
        nativeWeights = workspace.floats(ProbeWorkspace.Floats.WEIGHTS, (long) classes * stride);
        float[] weights = new float[classes * stride];
        int at = 0;
        for (Evaluation evaluation : evaluations) {
            evaluation.weights(weights, at);
            at += evaluation.classes() * stride;
        }
        nativeWeights.put(weights, 0, weights.length);
    }

    /** What is done with the scores of one block: class-major, {@link NativeRows#BLOCK} apart. */
    interface Sink {
        void take(Evaluation evaluation, float[] scores, int from, int first, int n);
    }

    void score(int[] items, List<Evaluation> evaluations, Sink sink) {
        for (int first = 0; first < items.length; first += NativeRows.BLOCK) {
            int n = Math.min(NativeRows.BLOCK, items.length - first);
            standardiser.fill(items, first, n, block);
            nativeItems.put(block, 0, n * stride);
            products.scores(nativeWeights, classes, nativeItems, n, scores);
            int from = 0;
            for (Evaluation evaluation : evaluations) {
                sink.take(evaluation, scores, from, first, n);
                from += evaluation.classes() * NativeRows.BLOCK;
            }
        }
    }
}
