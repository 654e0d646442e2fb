package io.ovoscope.demo.model;

/**
 * The size of a model and how it begins.
 *
 * @param architecture which network
 * @param width numbers per word and layer
 * @param layers transformer blocks or LSTM layers
 * @param heads attention heads; must divide the width (an LSTM ignores them)
 * @param vocabulary words known, special ones included
 * @param windowTokens words read at once
 * @param initScale what the usual standard deviation of 0.02 is multiplied by for a block's weights (about 50/√width suits
 *     narrow models) or for an LSTM's word embeddings
 * @param seed of the initial weights
 */
public record ModelConfig(
        Architecture architecture,
        int width,
        int layers,
        int heads,
        int vocabulary,
        int windowTokens,
        double initScale,
        long seed) {

    /** Checks every size. */
    public ModelConfig {
        expectAtLeast("width", width, 1);
        expectAtLeast("layers", layers, 1);
        expectAtLeast("heads", heads, 1);
        expectAtLeast("vocabulary", vocabulary, 3);
        expectAtLeast("windowTokens", windowTokens, 2);
        if (width % heads != 0) {
            throw new IllegalArgumentException("heads " + heads + ": expecting a divisor of width " + width);
        }
        if (!(initScale > 0) || Double.isInfinite(initScale)) {
            throw new IllegalArgumentException("initScale " + initScale + ": expecting a positive number");
        }
    }

    /** The networks there are. */
    public enum Architecture {
        /** A causal transformer in a {@code ComputationGraph}. */
        TRANSFORMER,
        /** Stacked LSTM layers in a {@code MultiLayerNetwork}. */
        LSTM
    }

    private static void expectAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " " + value + ": expecting at least " + least);
        }
    }
}
