package io.ovoscope.agent.activation;

import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Neighbouring sentences that go through the network together.
 *
 * @param sentences in the order of the probe set
 * @param firstRow row of their first word
 * @param length positions that each is padded to
 * @param paddingId what fills them up
 */
record ProbeBatch(List<EncodedSentence> sentences, int firstRow, int length, int paddingId) {
    int rows() {
        return sentences.stream().mapToInt(EncodedSentence::words).sum();
    }

    /** The input, in an array of its own that the caller closes. Ids are floats: exact up to 2²⁴. */
    INDArray input(NetworkInput kind) {
        return switch (kind.kind()) {
            case IDS -> Nd4j.create(ids(), new long[] {sentences.size(), 1, length}, 'c');
            case ONE_HOT -> oneHot(kind);
        };
    }

    /**
     * Runs the batch through a network, as far as the last of the layers.
     *
     * @param masked whether what lies behind the end of a sentence is masked, where the network takes a mask
     */
    Activations forward(ShadowNetwork shadow, boolean masked, List<? extends PlacedLayer> wanted) {
        INDArray input = input(shadow.input());
        @Nullable INDArray padding = masked && shadow.takesMask() ? mask() : null;
        try {
            return shadow.forward(input, padding, wanted);
        } finally {
            close(input);
            if (padding != null) {
                close(padding);
            }
        }
    }

    /**
     * The same for the first time.
     *
     * @throws IllegalArgumentException where the network does not take the batch, saying which setting to change
     */
    Activations tryOut(ShadowNetwork shadow, boolean masked, List<? extends PlacedLayer> wanted) {
        try {
            return forward(shadow, masked, wanted);
        } catch (RefusedGraphException e) {
            throw e;
        } catch (RuntimeException e) {
            boolean withMask = masked && shadow.takesMask();
            throw new IllegalArgumentException(
                    "the network does not take " + sentences.size() + " sentences of " + length + " positions"
                            + (withMask ? " with a mask" : "")
                            + ": set network.sequenceLength to the length it was built for"
                            + (withMask ? ", or network.maskPadding to false" : ""),
                    e);
        }
    }

    private static void close(INDArray array) {
        if (array.closeable()) {
            array.close();
        }
    }

    private float[] ids() {
        float[] ids = new float[sentences.size() * length];
        for (int s = 0; s < sentences.size(); s++) {
            int[] pieces = sentences.get(s).pieces();
            for (int t = 0; t < length; t++) {
                ids[s * length + t] = t < pieces.length ? pieces[t] : paddingId;
            }
        }
        return ids;
    }

    /** Padding is all zeros. */
    private INDArray oneHot(NetworkInput kind) {
        int size = Math.toIntExact(kind.size());
        boolean ncw = kind.format() == RNNFormat.NCW;
        float[] values = new float[Math.multiplyExact(sentences.size() * length, size)];
        for (int s = 0; s < sentences.size(); s++) {
            int[] pieces = sentences.get(s).pieces();
            for (int t = 0; t < pieces.length; t++) {
                int within = ncw ? pieces[t] * length + t : t * size + pieces[t];
                values[s * size * length + within] = 1;
            }
        }
        long[] shape = RowLayout.of(kind.format()).shape(sentences.size(), size, length);
        return Nd4j.create(values, shape, 'c');
    }

    /** [sentences, time]: 1 for pieces, 0 for padding; the caller closes it. */
    INDArray mask() {
        float[] mask = new float[sentences.size() * length];
        for (int s = 0; s < sentences.size(); s++) {
            java.util.Arrays.fill(
                    mask, s * length, s * length + sentences.get(s).length(), 1);
        }
        return Nd4j.create(mask, new long[] {sentences.size(), length}, 'c');
    }
}
