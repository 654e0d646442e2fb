package io.ovoscope.collector.probe;

import org.jspecify.annotations.Nullable;

/**
 * One probe to train: what to predict, how strongly to hold it back, and where to start.
 *
 * <p>The objective is {@code Σ −log p(label) + l2/2 · ‖W‖²} over the labelled training items, the bias unpenalised; so
 * {@code l2 = 1/C} of scikit-learn's multinomial {@code LogisticRegression}. Two classes have a weight row each.
 *
 * @param labels the task
 * @param l2 strength of the penalty
 * @param warmStart weights of an earlier fit of the same task, as {@link Fit.Trained#weights()} gave them: changes the
 *     time, not the answer; a start worse than knowing nothing is dropped
 */
@SuppressWarnings("ArrayRecordComponent") // weights pass through unread and unwritten
public record Target(Labels labels, double l2, float @Nullable [] warmStart) {

    public Target {
        if (!(l2 > 0 && l2 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("l2 " + l2 + ": expecting 0 < l2 < infinity");
        }
        if (warmStart != null) {
            for (float weight : warmStart) {
                if (!Float.isFinite(weight)) {
                    throw new IllegalArgumentException("warm start holds " + weight + ": expecting finite weights");
                }
            }
        }
    }

    public static Target cold(Labels labels, double l2) {
        return new Target(labels, l2, null);
    }

    public Target from(float[] weights) {
        return new Target(labels, l2, weights);
    }
}
