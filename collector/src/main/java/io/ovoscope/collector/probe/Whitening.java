package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The Cholesky factor {@code U} of the training items' covariance, {@code C + rI = U'U}: rows {@code x} become {@code x
 * U⁻¹}, weights {@code w} become {@code w U'}. In these coordinates the Hessian of a probe is nearly a multiple of the
 * identity, which is why L-BFGS needs tens of iterations there and hundreds elsewhere.
 */
final class Whitening {
    /** Rows whose products are summed in float32 before they are added up in float64. */
    private static final int GRAM_BLOCKS = 8;

    private static final double LARGER_RIDGE = 10;

    private final ProbeWorkspace workspace;
    private final int width;
    private final DoublePointer factor;

    private Whitening(ProbeWorkspace workspace, int width, DoublePointer factor) {
        this.workspace = workspace;
        this.width = width;
        this.factor = factor;
    }

    /** Takes the factor from the rows, and whitens them in place. */
    static Whitening of(NativeRows rows, ProbeWorkspace workspace, double ridge) {
        int width = rows.stride() - 1;
        DoublePointer factor = workspace.doubles(ProbeWorkspace.Doubles.FACTOR, (long) width * width);
        double[] covariance = covariance(rows, workspace, width);
        factor(covariance, width, ridge * meanVariance(covariance, width), factor);
        roundToFloat(covariance, width, factor);
        Whitening whitening = new Whitening(workspace, width, factor);
        whitening.apply(rows, covariance);
        return whitening;
    }

    /** Upper triangle of the covariance of centred rows. */
    private static double[] covariance(NativeRows rows, ProbeWorkspace workspace, int width) {
        int size = width * width;
        FloatPointer gram = workspace.floats(ProbeWorkspace.Floats.GRAM, size);
        float[] part = new float[size];
        double[] sum = new double[size];
        for (int b = 0; b < rows.blocks(); b++) {
            float keep = b % GRAM_BLOCKS == 0 ? 0 : 1;
            cblas_ssyrk(
                    CblasRowMajor,
                    CblasUpper,
                    CblasTrans,
                    width,
                    rows.size(b),
                    1,
                    rows.block(b),
                    rows.stride(),
                    keep,
                    gram,
                    width);
            if (b % GRAM_BLOCKS == GRAM_BLOCKS - 1 || b == rows.blocks() - 1) {
                gram.get(part, 0, size);
                add(part, 1.0 / rows.count(), sum);
            }
        }
        return sum;
    }

    private static void add(float[] part, double scale, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += part[i] * scale;
        }
    }

    /** Mean of the diagonal; 1 when every feature is constant, so that the factor is defined. */
    private static double meanVariance(double[] covariance, int width) {
        double trace = 0;
        for (int d = 0; d < width; d++) {
            trace += covariance[d * width + d];
        }
        return trace > 0 ? trace / width : 1;
    }

    /** Where rounding has left the matrix not positive definite, a larger ridge makes it so. */
    private static void factor(double[] covariance, int width, double ridge, DoublePointer factor) {
        double[] raised = new double[covariance.length];
        for (double r = ridge; ; r *= LARGER_RIDGE) {
            System.arraycopy(covariance, 0, raised, 0, raised.length);
            for (int d = 0; d < width; d++) {
                raised[d * width + d] += r;
            }
            factor.put(raised, 0, raised.length);
            if (LAPACKE_dpotrf(LAPACK_ROW_MAJOR, (byte) 'U', width, factor, width) == 0) {
                return;
            }
            if (!(r < Double.MAX_VALUE)) {
                throw new IllegalStateException("covariance of width " + width + " has no Cholesky factor");
            }
        }
    }

    /** Rows are whitened in float32: weights must pass through the very same factor. */
    private static void roundToFloat(double[] values, int width, DoublePointer factor) {
        factor.get(values, 0, width * width);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) values[i];
        }
        factor.put(values, 0, values.length);
    }

    private void apply(NativeRows rows, double[] values) {
        float[] single = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            single[i] = (float) values[i];
        }
        FloatPointer gram = workspace.floats(ProbeWorkspace.Floats.GRAM, single.length);
        gram.put(single, 0, single.length);
        for (int b = 0; b < rows.blocks(); b++) {
            cblas_strsm(
                    CblasRowMajor,
                    CblasRight,
                    CblasUpper,
                    CblasNoTrans,
                    CblasNonUnit,
                    rows.size(b),
                    width,
                    1,
                    gram,
                    width,
                    rows.block(b),
                    rows.stride());
        }
    }

    /** Weights for whitened rows become weights for standardised rows: {@code w = v U⁻ᵀ}; biases stay. */
    double[] toStandardised(double[] whitened, int weightRows) {
        DoublePointer left = left(whitened);
        cblas_dtrsm(
                CblasRowMajor,
                CblasRight,
                CblasUpper,
                CblasTrans,
                CblasNonUnit,
                weightRows,
                width,
                1,
                factor,
                width,
                left,
                width + 1);
        return read(left, whitened.length);
    }

    /** The inverse of {@link #toStandardised}. */
    double[] fromStandardised(double[] standardised, int weightRows) {
        DoublePointer left = left(standardised);
        cblas_dtrmm(
                CblasRowMajor,
                CblasRight,
                CblasUpper,
                CblasTrans,
                CblasNonUnit,
                weightRows,
                width,
                1,
                factor,
                width,
                left,
                width + 1);
        return read(left, standardised.length);
    }

    /** {@code M = (UU')⁻¹}, so that {@code v M v'} is the squared length of the standardised weights. */
    DoublePointer metric() {
        int size = width * width;
        double[] values = new double[size];
        DoublePointer inverse = workspace.doubles(ProbeWorkspace.Doubles.RIGHT, size);
        factor.get(values, 0, size);
        clearBelowDiagonal(values);
        inverse.put(values, 0, size);
        LAPACKE_dtrtri(LAPACK_ROW_MAJOR, (byte) 'U', (byte) 'N', width, inverse, width);
        DoublePointer metric = workspace.doubles(ProbeWorkspace.Doubles.METRIC, size);
        cblas_dgemm(
                CblasRowMajor,
                CblasTrans,
                CblasNoTrans,
                width,
                width,
                width,
                1,
                inverse,
                width,
                inverse,
                width,
                0,
                metric,
                width);
        return metric;
    }

    private void clearBelowDiagonal(double[] values) {
        for (int i = 1; i < width; i++) {
            Arrays.fill(values, i * width, i * width + i, 0);
        }
    }

    private DoublePointer left(double[] values) {
        DoublePointer left = workspace.doubles(ProbeWorkspace.Doubles.LEFT, values.length);
        return left.put(values, 0, values.length);
    }

    private static double[] read(DoublePointer from, int length) {
        double[] values = new double[length];
        from.get(values, 0, length);
        return values;
    }
}
