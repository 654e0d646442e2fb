package io.ovoscope.agent.activation;

import java.util.List;

/**
 * What of the network is probed and how the probe set is run through it.
 *
 * @param layers which layers (or graph vertices) are probed, each a name, a pattern of names with {@code *} and {@code ?}, or a number,
 *     counted from 0 in the order of the forward pass, from −1 backwards; empty for every layer with one output per position, output
 *     layers excepted
 * @param sequenceLength positions that every sentence is padded to; 0 for the length the network's configuration fixes, else that
 *     of the longest sentence of a batch
 * @param batchSentences sentences per forward pass
 * @param maskPadding whether positions behind the end of a sentence are masked, as DL4J's feature mask; matters to layers that look
 *     ahead only. Networks with SameDiff layers get none: DL4J cannot pass it to them
 * @param pooling how the pieces of a word become its row
 * @param maxUnknownShare largest share of the probe set's words that the encoder may not know, from 0 to 1
 * @param longSentences what becomes of sentences that are longer than the network's positions
 * @param windowStride pieces from the beginning of a window to that of the next, at least; 0 for half of what a window holds
 * @param windowContext on which side a word needs context most, where several windows hold it
 * @param layout of layers whose layout cannot be found from the network
 */
public record NetworkSettings(
        List<String> layers,
        int sequenceLength,
        int batchSentences,
        boolean maskPadding,
        Pooling pooling,
        double maxUnknownShare,
        LongSentences longSentences,
        int windowStride,
        WindowContext windowContext,
        LayoutSetting layout) {
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
        if (windowStride < 0) {
            throw new IllegalArgumentException("windowStride " + windowStride + ": expecting windowStride >= 0");
        }
        if (longSentences == LongSentences.TRUNCATE && sequenceLength == 0) {
            throw new IllegalArgumentException(
                    "longSentences TRUNCATE without sequenceLength: expecting the positions that sentences are cut to");
        }
        if (layers.stream().distinct().count() != layers.size()) {
            throw new IllegalArgumentException("layers " + layers + ": expecting each once");
        }
    }

    /** Refusing long sentences and layouts that cannot be found. */
    public NetworkSettings(
            List<String> layers,
            int sequenceLength,
            int batchSentences,
            boolean maskPadding,
            Pooling pooling,
            double maxUnknownShare) {
        this(
                layers,
                sequenceLength,
                batchSentences,
                maskPadding,
                pooling,
                maxUnknownShare,
                LongSentences.REFUSE,
                0,
                WindowContext.FOUND,
                LayoutSetting.FOUND);
    }

    public static NetworkSettings defaults() {
        return new NetworkSettings(List.of(), 0, 32, true, Pooling.MEAN, 0.9);
    }

    public NetworkSettings withLayers(String... names) {
        return with(List.of(names), sequenceLength, longSentences, windowStride, windowContext, layout);
    }

    public NetworkSettings withSequenceLength(int length) {
        return with(layers, length, longSentences, windowStride, windowContext, layout);
    }

    /** Cutting longer sentences to these positions. */
    public NetworkSettings withTruncation(int length) {
        return with(layers, length, LongSentences.TRUNCATE, windowStride, windowContext, layout);
    }

    /** Reading longer sentences in windows of these positions. */
    public NetworkSettings withWindows(int length, int stride, WindowContext context) {
        return with(layers, length, LongSentences.WINDOWS, stride, context, layout);
    }

    public NetworkSettings withLayout(LayoutSetting otherwise) {
        return with(layers, sequenceLength, longSentences, windowStride, windowContext, otherwise);
    }

    private NetworkSettings with(
            List<String> names,
            int length,
            LongSentences whenLonger,
            int stride,
            WindowContext context,
            LayoutSetting otherwise) {
        return new NetworkSettings(
                names,
                length,
                batchSentences,
                maskPadding,
                pooling,
                maxUnknownShare,
                whenLonger,
                stride,
                context,
                otherwise);
    }
}
