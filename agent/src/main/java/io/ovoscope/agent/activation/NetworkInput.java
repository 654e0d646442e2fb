package io.ovoscope.agent.activation;

import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.samediff.AbstractSameDiffLayer;

/**
 * What the network reads.
 *
 * @param kind whether piece ids or one-hot columns
 * @param size how many different ids there are; 0 where the configuration does not say
 * @param format layout of one-hot input
 * @param fixedLength positions that the configuration fixes; 0 for any number
 */
record NetworkInput(Kind kind, long size, RNNFormat format, int fixedLength) {
    enum Kind {
        /** [sentences, 1, time]: the ids themselves. */
        IDS,
        /** [sentences, ids, time] or [sentences, time, ids]. */
        ONE_HOT
    }

    /** What a network whose first layer this is reads. */
    static NetworkInput of(Layer first) {
        if (first instanceof FrozenLayer frozen) {
            return of(frozen.getLayer());
        }
        if (first instanceof EmbeddingSequenceLayer embedding) {
            int length = embedding.isInferInputLength() ? 0 : embedding.getInputLength();
            return new NetworkInput(Kind.IDS, embedding.getNIn(), RNNFormat.NCW, length);
        }
        if (first instanceof AbstractSameDiffLayer) {
            return new NetworkInput(Kind.IDS, 0, RNNFormat.NCW, 0);
        }
        if (first instanceof Bidirectional both) {
            return new NetworkInput(Kind.ONE_HOT, both.getNIn(), both.getRNNDataFormat(), 0);
        }
        if (first instanceof FeedForwardLayer layer && FormatOfLayer.of(layer).isPresent()) {
            return new NetworkInput(
                    Kind.ONE_HOT, layer.getNIn(), FormatOfLayer.of(layer).orElseThrow(), 0);
        }
        throw new IllegalArgumentException("first layer " + first.getClass().getSimpleName()
                + ": expecting a layer that reads a sequence, an EmbeddingSequenceLayer or a recurrent layer");
    }

    /** Whether DL4J brings that part of a configuration, and no program of the user's. */
    static boolean isOfDl4j(Object part) {
        return part.getClass().getName().startsWith("org.deeplearning4j.");
    }

    InputType type() {
        return InputType.recurrent(size, format);
    }

    /** Refuses ids that the network has no row for. */
    void requireKnows(EncodedCorpus corpus) {
        int largest = corpus.sentences().stream()
                .flatMapToInt(sentence -> java.util.Arrays.stream(sentence.pieces()))
                .max()
                .orElse(0);
        if (size > 0 && largest >= size) {
            throw new IllegalArgumentException("piece id " + largest + " of the " + corpus.description()
                    + ": expecting ids from 0 to " + (size - 1) + ", which the network's first layer takes");
        }
    }
}
