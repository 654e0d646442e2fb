package io.ovoscope.agent.activation;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where sentences, positions and features lie in the activations of a layer. */
public enum RowLayout {
    /** [sentences, features, time]. */
    NCW,
    /** [sentences, time, features]. */
    NWC,
    /** [sentences × time, features], a sentence's positions next to each other. */
    BY_SENTENCE,
    /** [time × sentences, features], a position's sentences next to each other: as DL4J feeds dense layers behind recurrent ones. */
    BY_TIME;

    static RowLayout of(RNNFormat format) {
        return format == RNNFormat.NCW ? NCW : NWC;
    }

    /** How far apart two features of a position are in the buffer. */
    int featureStride(INDArray activations) {
        return activations.stride(this == NWC ? 2 : 1);
    }

    /** How far apart two positions of a sentence are. */
    int timeStride(INDArray activations, int sentences) {
        return switch (this) {
            case NCW -> activations.stride(2);
            case NWC -> activations.stride(1);
            case BY_SENTENCE -> activations.stride(0);
            case BY_TIME -> activations.stride(0) * sentences;
        };
    }

    /** How far apart two sentences are. */
    int sentenceStride(INDArray activations, int length) {
        return this == BY_SENTENCE ? activations.stride(0) * length : activations.stride(0);
    }

    /** The shape of activations in this layout. */
    long[] shape(long sentences, long width, long length) {
        return switch (this) {
            case NCW -> new long[] {sentences, width, length};
            case NWC -> new long[] {sentences, length, width};
            case BY_SENTENCE, BY_TIME -> new long[] {sentences * length, width};
        };
    }
}
