package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The Cholesky factor {@code U} of the training items' covariance, {@code C + rI = U'U}: rows {@code x} become {@code x
 * U⁻¹}, weights {@code w} become {@code w U'}. In these coordinates the Hessian of a probe is nearly a multiple of the
 * identity, which is why L-BFGS needs tens of iterations there and hundreds elsewhere.
 */
final class Whitening {
    /** Blocks whose products are summed in float32 before they are added up in float64. */
    private static final int GRAM_BLOCKS = 8;

    private final int width;
    private final TriangularFactor factor;

    private Whitening(int width, TriangularFactor factor) {
        this.width = width;
        this.factor = factor;
    }

    /**
     * Takes the factor from the rows, and whitens them in place.
     *
     * @param ridge as a fraction of the mean variance
     */
    static Whitening of(NativeRows rows, ProbeWorkspace workspace, double ridge) {
        int width = rows.stride() - 1;
        double[] covariance = covariance(rows, workspace, width);
        TriangularFactor factor = TriangularFactor.of(covariance, width, ridge * meanVariance(covariance, width));
        Whitening whitening = new Whitening(width, factor);
        whitening.whiten(rows, workspace);
        return whitening;
    }

    /** Whitens rows in place. */
    void whiten(NativeRows rows, ProbeWorkspace workspace) {
        whiten(rows, workspace, factor.toFloats(), width);
    }

    /** Upper triangle of the covariance of centred rows. */
    private static double[] covariance(NativeRows rows, ProbeWorkspace workspace, int width) {
        int size = Math.multiplyExact(width, width);
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

    private static void whiten(NativeRows rows, ProbeWorkspace workspace, float[] factor, int width) {
        FloatPointer gram = workspace.floats(ProbeWorkspace.Floats.GRAM, factor.length);
        gram.put(factor, 0, factor.length);
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

    /** Weights for whitened rows become weights for standardised rows; biases, last in each row, stay. */
    double[] toStandardised(double[] weights) {
        return mapped(weights, factor::divideByTranspose);
    }

    /** The inverse of {@link #toStandardised}. */
    double[] fromStandardised(double[] weights) {
        return mapped(weights, factor::multiplyByTranspose);
    }

    /** A gradient with respect to weights for standardised rows becomes one for whitened rows. */
    double[] gradientFromStandardised(double[] gradient) {
        return mapped(gradient, factor::divide);
    }

    private double[] mapped(double[] values, Consumer<double[]> map) {
        double[] result = values.clone();
        double[] row = new double[width];
        for (int at = 0; at < result.length; at += width + 1) {
            System.arraycopy(values, at, row, 0, width);
            map.accept(row);
            System.arraycopy(row, 0, result, at, width);
        }
        return result;
    }
}
