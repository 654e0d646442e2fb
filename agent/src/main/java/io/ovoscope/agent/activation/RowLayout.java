package io.ovoscope.agent.activation;

import org.deeplearning4j.nn.conf.RNNFormat;

/** Where features and time lie in the activations of a layer. */
public enum RowLayout {
    /** [sentences, features, time]. */
    NCW(1, 2),
    /** [sentences, time, features]. */
    NWC(2, 1);

    private final int featureDimension;
    private final int timeDimension;

    RowLayout(int featureDimension, int timeDimension) {
        this.featureDimension = featureDimension;
        this.timeDimension = timeDimension;
    }

    static RowLayout of(RNNFormat format) {
        return format == RNNFormat.NCW ? NCW : NWC;
    }

    int featureDimension() {
        return featureDimension;
    }

    int timeDimension() {
        return timeDimension;
    }

    /** The shape of activations in this layout. */
    long[] shape(long sentences, long width, long length) {
        return this == NCW ? new long[] {sentences, width, length} : new long[] {sentences, length, width};
    }
}
