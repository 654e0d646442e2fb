package io.ovoscope.collector.probe;

import java.util.BitSet;

/** What a trained probe does on held-out items, gathered block by block. */
final class Evaluation {
    private final TaskFit fit;
    private final double[] weights;
    private final int[] test;
    private final int[] testPositions;
    private final int[] development;
    private final Softmax softmax = new Softmax();
    private final float[] margins = new float[NativeRows.BLOCK];
    private final int[] leaders = new int[NativeRows.BLOCK];
    private final BitSet correct = new BitSet();
    private final float[] logLikelihood;
    private final int[] hits;
    private final int[] predictions;
    private double developmentLoss;

    /**
     * @param weights {@code seen classes × stride}, for standardised rows
     * @param test class of each test item
     * @param development position among the seen classes of each development item
     */
    Evaluation(TaskFit fit, double[] weights, int[] test, int[] development) {
        this.fit = fit;
        this.weights = weights;
        this.test = test;
        this.development = development;
        testPositions = fit.seen().positionsOf(test);
        logLikelihood = new float[test.length];
        int classes = fit.target().labels().classes();
        hits = new int[classes];
        predictions = new int[classes];
    }

    int classes() {
        return fit.classes();
    }

    void weights(float[] to, int at) {
        for (int i = 0; i < weights.length; i++) {
            to[at + i] = (float) weights[i];
        }
    }

    void developmentBlock(Softmax softmax, float[] scores, int from, int first, int n) {
        developmentLoss += softmax.residuals(scores, from, fit.classes(), n, development, first);
    }

    /** Predicts a block of test items; spends the scores. */
    void testBlock(float[] scores, int from, int first, int n) {
        for (int i = 0; i < n; i++) {
            int label = test[first + i];
            if (label != Labels.NONE) {
                leaders[i] = best(scores, from + i);
                int predicted = fit.seen().classes()[leaders[i]];
                predictions[predicted]++;
                if (predicted == label) {
                    hits[predicted]++;
                    correct.set(first + i);
                }
            }
        }
        logLikelihoods(scores, from, first, n);
    }

    /**
     * The label's probability is that of the likeliest class, which float32 holds well, times e to the power of how far
     * the label's score is behind: so that an unlikely label's logarithm is as exact as its score.
     */
    private void logLikelihoods(float[] scores, int from, int first, int n) {
        for (int i = 0; i < n; i++) {
            int position = testPositions[first + i];
            if (position != Labels.NONE) {
                margins[i] = scores[from + position * NativeRows.BLOCK + i]
                        - scores[from + leaders[i] * NativeRows.BLOCK + i];
            }
        }
        softmax.residuals(scores, from, fit.classes(), n, testPositions, first);
        for (int i = 0; i < n; i++) {
            int position = testPositions[first + i];
            if (position != Labels.NONE) {
                float residual = scores[from + leaders[i] * NativeRows.BLOCK + i];
                double leading = Math.log(position == leaders[i] ? 1.0 + residual : residual);
                logLikelihood[first + i] =
                        (float) (margins[i] + leading + fit.seen().logKept());
            } else if (test[first + i] != Labels.NONE) {
                logLikelihood[first + i] = (float) fit.seen().logAbsent();
            }
        }
    }

    /** The position with the highest score, the first of equals. */
    private int best(float[] scores, int at) {
        int best = 0;
        for (int k = 1; k < fit.classes(); k++) {
            if (scores[at + k * NativeRows.BLOCK] > scores[at + best * NativeRows.BLOCK]) {
                best = k;
            }
        }
        return best;
    }

    Fit.Trained result(Standardiser standardiser) {
        BitSet labelled = new BitSet();
        for (int i = 0; i < test.length; i++) {
            labelled.set(i, test[i] != Labels.NONE);
        }
        Lbfgs optimiser = fit.optimiser();
        return new Fit.Trained(
                new Outcomes(correct, test.length).only(labelled),
                only(labelled),
                macroF1(),
                developmentLogLoss(),
                optimiser.value(),
                optimiser.iterations(),
                fit.gradientNorm(),
                optimiser.converged(),
                fit.target().l2(),
                rawWeights(standardiser));
    }

    private float[] only(BitSet labelled) {
        int[] kept = labelled.stream().toArray();
        float[] values = new float[kept.length];
        for (int j = 0; j < kept.length; j++) {
            values[j] = logLikelihood[kept[j]];
        }
        return values;
    }

    private double developmentLogLoss() {
        int count = 0;
        for (int position : development) {
            count += position == Labels.NONE ? 0 : 1;
        }
        return count == 0 ? Double.NaN : developmentLoss / count;
    }

    private double macroF1() {
        int[] gold = new int[hits.length];
        for (int label : test) {
            if (label != Labels.NONE) {
                gold[label]++;
            }
        }
        double sum = 0;
        int classes = 0;
        for (int k = 0; k < hits.length; k++) {
            int either = gold[k] + predictions[k];
            sum += either == 0 ? 0 : 2.0 * hits[k] / either;
            classes += either == 0 ? 0 : 1;
        }
        return classes == 0 ? Double.NaN : sum / classes;
    }

    private float[] rawWeights(Standardiser standardiser) {
        int stride = standardiser.width() + 1;
        int[] positions = fit.seen().positions();
        float[] raw = new float[positions.length * stride];
        for (int k = 0; k < positions.length; k++) {
            if (positions[k] == Labels.NONE) {
                raw[k * stride + stride - 1] = Fit.Trained.ABSENT_BIAS;
            } else {
                standardiser.toRaw(weights, positions[k] * stride, raw, k * stride);
            }
        }
        return raw;
    }
}
