package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import org.bytedeco.javacpp.FloatPointer;

/**
 * How many dimensions the rows of a layer really use: RankMe (Garrido et al. 2023), {@code exp(−Σ p log p)} with {@code p = σ/Σσ + 1e-7}
 * over the singular values σ of the rows as they come, not centred, as in the paper. Between 1 and the smaller of rows and width.
 *
 * <p>The singular values are roots of the eigenvalues of the Gram matrix, which is summed from standardised rows and then scaled and
 * shifted back in double precision: float32 products of the rows themselves would bury small singular values under the error of a
 * large mean or of a few large features.
 */
public final class EffectiveRank {
    /** The paper's, for float32. */
    private static final double EPSILON = 1e-7;
    /** Rows per product. */
    private static final int BLOCK = 256;
    /** Blocks whose products are summed in float32 before they are added up in double precision. */
    private static final int GRAM_BLOCKS = 8;

    private EffectiveRank() {}

    /**
     * The effective rank of all rows; 0 where every value is zero (or there are no rows), 1 for one row and for equal rows.
     *
     * @param rows {@code rowCount × width}, row-major
     * @param workspace whose scratch memory is used; a design it has prepared stays good
     * @throws IllegalArgumentException when a value is NaN or infinite
     */
    public static double of(float[] rows, int width, ProbeWorkspace workspace) {
        int count = rows.length / width;
        if (count == 0) {
            return 0;
        }
        double[] eigenvalues = SymmetricEigenvalues.descending(gram(rows, width, workspace), width);
        int most = Math.min(count, width);
        double sum = 0;
        for (int k = 0; k < most; k++) {
            eigenvalues[k] = Math.sqrt(Math.max(0, eigenvalues[k]));
            sum += eigenvalues[k];
        }
        return sum > 0 ? Math.exp(entropy(eigenvalues, most, sum)) : 0;
    }

    private static double entropy(double[] singular, int most, double sum) {
        double entropy = 0;
        for (int k = 0; k < most; k++) {
            double p = singular[k] / sum + EPSILON;
            entropy -= p * Math.log(p);
        }
        return entropy;
    }

    /** Upper triangle of {@code rows' rows}. */
    static double[] gram(float[] rows, int width, ProbeWorkspace workspace) {
        int count = rows.length / width;
        ColumnMoments moments = ColumnMoments.of(rows, width);
        double[] gram = standardisedGram(rows, moments, workspace);
        double[] mean = moments.mean();
        double[] deviation = moments.deviation();
        for (int i = 0; i < width; i++) {
            for (int j = i; j < width; j++) {
                gram[i * width + j] = gram[i * width + j] * deviation[i] * deviation[j] + count * mean[i] * mean[j];
            }
        }
        return gram;
    }

    private static double[] standardisedGram(float[] rows, ColumnMoments moments, ProbeWorkspace workspace) {
        int width = moments.width();
        int count = rows.length / width;
        int size = Math.multiplyExact(width, width);
        FloatPointer block = workspace.floats(ProbeWorkspace.Floats.SCRATCH, (long) BLOCK * width);
        FloatPointer gram = workspace.floats(ProbeWorkspace.Floats.GRAM, size);
        float[] values = new float[BLOCK * width];
        float[] part = new float[size];
        double[] sum = new double[size];
        for (int first = 0, b = 0; first < count; first += BLOCK, b++) {
            int n = Math.min(BLOCK, count - first);
            moments.standardise(rows, first, n, values);
            block.put(values, 0, n * width);
            float keep = b % GRAM_BLOCKS == 0 ? 0 : 1;
            cblas_ssyrk(CblasRowMajor, CblasUpper, CblasTrans, width, n, 1, block, width, keep, gram, width);
            if (b % GRAM_BLOCKS == GRAM_BLOCKS - 1 || first + BLOCK >= count) {
                gram.get(part, 0, size);
                for (int i = 0; i < size; i++) {
                    sum[i] += part[i];
                }
            }
        }
        return sum;
    }
}
