package io.ovoscope.collector.probe;

/** Sentence representations by mean pooling. */
public final class SentenceMeans {
    private SentenceMeans() {}

    /**
     * The mean of each sentence's rows; zeros for a sentence without rows.
     *
     * @param rows {@code rowCount × width}, row-major
     * @param sentenceOfRow sentence of each row, -1 for a row to leave out
     * @param sentenceCount number of sentences
     * @return {@code sentenceCount × width}, row-major
     */
    public static float[] of(float[] rows, int width, int[] sentenceOfRow, int sentenceCount) {
        double[] sums = new double[Math.multiplyExact(sentenceCount, width)];
        int[] counts = new int[sentenceCount];
        for (int row = 0; row < sentenceOfRow.length; row++) {
            int sentence = sentenceOfRow[row];
            if (sentence >= 0) {
                counts[sentence]++;
                for (int d = 0; d < width; d++) {
                    sums[sentence * width + d] += rows[row * width + d];
                }
            }
        }
        float[] means = new float[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = (float) (sums[i] / Math.max(1, counts[i / width]));
        }
        return means;
    }
}
