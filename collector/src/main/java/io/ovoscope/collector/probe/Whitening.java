package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The Cholesky factor {@code U} of the training items' covariance, {@code C + rI = U'U}: rows {@code x} become {@code x
 * U⁻¹}, weights {@code w} become {@code w U'}. In these coordinates the Hessian of a probe is nearly a multiple of the
 * identity, which is why L-BFGS needs tens of iterations there and hundreds elsewhere.
 */
final class Whitening implements Coordinates {
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
        double[] covariance = Covariance.of(rows, workspace);
        TriangularFactor factor = TriangularFactor.of(covariance, width, ridge * meanVariance(covariance, width));
        whiten(rows, workspace, factor.toFloats(), width);
        return new Whitening(width, factor);
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

    @Override
    public double[] toStandardised(double[] weights) {
        return mapped(weights, factor::divideByTranspose);
    }

    @Override
    public double[] fromStandardised(double[] weights) {
        return mapped(weights, factor::multiplyByTranspose);
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

    @Override
    public double[] variances() {
        double[] variances = new double[width + 1];
        Arrays.fill(variances, 1);
        return variances;
    }
}
