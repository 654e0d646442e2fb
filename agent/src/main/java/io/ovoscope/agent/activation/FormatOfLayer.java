package io.ovoscope.agent.activation;

import java.util.Optional;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/** The layout that a layer's own configuration names. */
final class FormatOfLayer {
    private FormatOfLayer() {}

    static Optional<RNNFormat> of(Layer layer) {
        if (layer instanceof BaseRecurrentLayer recurrent) {
            return Optional.of(recurrent.getRnnDataFormat() == null ? RNNFormat.NCW : recurrent.getRnnDataFormat());
        }
        if (layer instanceof Convolution1DLayer convolution) {
            return Optional.of(convolution.getRnnDataFormat() == null ? RNNFormat.NCW : convolution.getRnnDataFormat());
        }
        return Optional.empty();
    }
}
