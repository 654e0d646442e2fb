package io.ovoscope.agent.activation;

import java.util.List;

/**
 * What of the network is probed and how the probe set is run through it.
 *
 * @param layers names of the layers (or graph vertices) to probe, from input to output; empty for every layer with one output
 *     per position, output layers excepted
 * @param sequenceLength positions that every sentence is padded to; 0 for the length the network's configuration fixes, else that
 *     of the longest sentence of a batch
 * @param batchSentences sentences per forward pass
 * @param maskPadding whether positions behind the end of a sentence are masked, as DL4J's feature mask; matters to layers that look
 *     ahead only. Networks with SameDiff layers get none: DL4J cannot pass it to them
 * @param pooling how the pieces of a word become its row
 * @param maxUnknownShare largest share of the probe set's words that the encoder may not know, from 0 to 1
 */
public record NetworkSettings(
        List<String> layers,
        int sequenceLength,
        int batchSentences,
        boolean maskPadding,
        Pooling pooling,
        double maxUnknownShare) {
    public NetworkSettings {
        layers = List.copyOf(layers);
        if (sequenceLength < 0) {
            throw new IllegalArgumentException("sequenceLength " + sequenceLength + ": expecting sequenceLength >= 0");
        }
        if (batchSentences < 1) {
            throw new IllegalArgumentException("batchSentences " + batchSentences + ": expecting batchSentences >= 1");
        }
        if (!(maxUnknownShare >= 0 && maxUnknownShare <= 1)) {
            throw new IllegalArgumentException(
                    "maxUnknownShare " + maxUnknownShare + ": expecting 0 <= maxUnknownShare <= 1");
        }
        if (layers.stream().distinct().count() != layers.size()) {
            throw new IllegalArgumentException("layers " + layers + ": expecting each once");
        }
    }

    public static NetworkSettings defaults() {
        return new NetworkSettings(List.of(), 0, 32, true, Pooling.MEAN, 0.9);
    }

    public NetworkSettings withLayers(String... names) {
        return new NetworkSettings(
                List.of(names), sequenceLength, batchSentences, maskPadding, pooling, maxUnknownShare);
    }

    public NetworkSettings withSequenceLength(int length) {
        return new NetworkSettings(layers, length, batchSentences, maskPadding, pooling, maxUnknownShare);
    }
}
