package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One pass over the training items for all probes of a layer: their weights side by side, so that each block of items is
 * read once, and the matrix products are wide enough to run at the machine's rate.
 */
final class JointPass {
    private final NativeRows rows;
    private final BlockProducts products;
    private final FloatPointer nativeWeights;
    private final FloatPointer nativeGradients;
    private final FloatPointer turned;
    private final FloatPointer map;
    private final float[] scores;
    private final float[] weights;
    private final Softmax softmax = new Softmax();

    /** @param maxClasses weight rows of all probes together */
    JointPass(NativeRows rows, Coordinates coordinates, int maxClasses, ProbeWorkspace workspace) {
        this.rows = rows;
        scores = new float[Math.multiplyExact(maxClasses, NativeRows.BLOCK)];
        weights = new float[Math.multiplyExact(maxClasses, rows.stride())];
        products = new BlockProducts(maxClasses, rows.stride(), workspace);
        nativeWeights = workspace.floats(ProbeWorkspace.Floats.WEIGHTS, weights.length);
        nativeGradients = workspace.floats(ProbeWorkspace.Floats.GRADIENT, weights.length);
        turned = workspace.floats(ProbeWorkspace.Floats.TURNED, rows.resident() ? 1 : weights.length);
        map = coordinates.toNative(workspace);
    }

    /** Evaluates every probe's objective and gradient at its next point. */
    void run(List<TaskFit> tasks) {
        int classes = 0;
        for (TaskFit task : tasks) {
            task.begin(weights, classes * rows.stride());
            classes += task.classes();
        }
        sendWeights(classes);
        for (int b = 0; b < rows.blocks(); b++) {
            block(b, classes, tasks);
        }
        fetchGradients(classes);
        int at = 0;
        for (TaskFit task : tasks) {
            task.end(weights, at);
            at += task.classes() * rows.stride();
        }
    }

    private void sendWeights(int classes) {
        nativeWeights.put(weights, 0, classes * rows.stride());
        if (!rows.resident()) {
            turned.put(weights, 0, classes * rows.stride());
            turn(CblasTrans, classes, turned, nativeWeights);
        }
    }

    private void fetchGradients(int classes) {
        products.gradient(nativeGradients, classes, weights);
        if (!rows.resident()) {
            nativeGradients.put(weights, 0, classes * rows.stride());
            turned.put(weights, 0, classes * rows.stride());
            turn(CblasNoTrans, classes, nativeGradients, turned);
            turned.get(weights, 0, classes * rows.stride());
        }
    }

    /** Biases, last in each row, stay as they are. */
    private void turn(int transposed, int classes, FloatPointer from, FloatPointer to) {
        int width = rows.stride() - 1;
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                transposed,
                classes,
                width,
                width,
                1,
                from,
                rows.stride(),
                map,
                width,
                0,
                to,
                rows.stride());
    }

    private void block(int b, int classes, List<TaskFit> tasks) {
        int n = rows.size(b);
        FloatPointer items = rows.block(b);
        products.scores(nativeWeights, classes, items, n, scores);
        int from = 0;
        for (TaskFit task : tasks) {
            task.block(softmax, scores, from, rows.first(b), n);
            from += task.classes() * NativeRows.BLOCK;
        }
        products.addGradient(scores, classes, items, n, b == 0, nativeGradients);
    }
}
