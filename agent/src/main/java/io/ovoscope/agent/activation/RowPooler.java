package io.ovoscope.agent.activation;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Makes rows of activations: one per word, from those of its pieces. Keeps one array that grows to the largest batch. */
final class RowPooler {
    private final Pooling pooling;
    private float[] raw = new float[0];

    RowPooler(Pooling pooling) {
        this.pooling = pooling;
    }

    /**
     * Pools a batch.
     *
     * @param activations of the batch, in the layer's layout; left as they are
     * @param length positions of the batch
     * @param rows gets words × width, row-major
     */
    void pool(INDArray activations, ProbedLayer layer, List<EncodedSentence> sentences, int length, float[] rows) {
        INDArray plain = plain(activations);
        try {
            copy(plain);
            int featureStride = layer.layout().featureStride(plain);
            int timeStride = layer.layout().timeStride(plain, sentences.size());
            int sentenceStride = layer.layout().sentenceStride(plain, length);
            int row = 0;
            for (int s = 0; s < sentences.size(); s++) {
                int[] firstPiece = sentences.get(s).firstPiece();
                for (int w = 0; w + 1 < firstPiece.length; w++) {
                    int first = pooling.firstOf(firstPiece[w], firstPiece[w + 1]);
                    int begin = s * sentenceStride + first * timeStride;
                    int pieces = firstPiece[w + 1] - first;
                    mean(begin, pieces, timeStride, featureStride, rows, row * layer.width(), layer.width());
                    row++;
                }
            }
        } finally {
            if (plain != activations) {
                plain.close();
            }
        }
    }

    /** Floats that own their buffer: what is none of it is copied. */
    private static INDArray plain(INDArray activations) {
        if (activations.dataType() != DataType.FLOAT) {
            return activations.castTo(DataType.FLOAT);
        }
        boolean view = activations.isView() || activations.data().length() != activations.length();
        return view ? activations.dup('c') : activations;
    }

    private void copy(INDArray plain) {
        int length = Math.toIntExact(plain.length());
        if (raw.length < length) {
            raw = new float[length];
        }
        plain.data().asNioFloat().get(raw, 0, length);
    }

    /** A single piece is copied as it is, whatever its bits; a sum is taken in double precision. */
    private void mean(int begin, int pieces, int timeStride, int featureStride, float[] rows, int offset, int width) {
        for (int f = 0; f < width; f++) {
            int at = begin + f * featureStride;
            if (pieces == 1) {
                rows[offset + f] = raw[at];
                continue;
            }
            double sum = 0;
            for (int p = 0; p < pieces; p++) {
                sum += raw[at + p * timeStride];
            }
            rows[offset + f] = (float) (sum / pieces);
        }
    }
}
