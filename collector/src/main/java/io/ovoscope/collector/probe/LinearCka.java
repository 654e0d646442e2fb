package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import java.util.OptionalDouble;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Linear centred kernel alignment of two representations of the same rows (Kornblith et al. 2019):
 * {@code ‖Y'X‖² / (‖X'X‖ · ‖Y'Y‖)} of centred X and Y in the Frobenius norm. 1 where one is the other rotated, shifted or scaled as a whole.
 *
 * <p>It is the paper's estimator, whose floor rises with width: unrelated noise of widths p and q over n rows has about
 * {@code √(pq) / √((n+p)(n+q))}, which for 2,048 rows is 0.06 at width 128 and 0.27 at 768.
 */
public final class LinearCka {
    /** Rows per product. */
    private static final int BLOCK = 256;

    private LinearCka() {}

    /**
     * The alignment of x and y; empty where the rows of one of them are all equal (so with one row), which has no centred direction.
     *
     * @param x {@code rowCount × widthX}, row-major
     * @param y {@code rowCount × widthY}, row i belonging to row i of x
     * @param workspace whose scratch memory is used; a design it has prepared stays good
     * @throws IllegalArgumentException when the row counts differ, or a value is NaN or infinite
     */
    public static OptionalDouble of(float[] x, int widthX, float[] y, int widthY, ProbeWorkspace workspace) {
        if ((long) x.length * widthY != (long) y.length * widthX || x.length == 0) {
            throw new IllegalArgumentException(x.length + " values of width " + widthX + " and " + y.length
                    + " of width " + widthY + ": expecting as many rows, at least one");
        }
        ColumnMoments momentsX = ColumnMoments.of(x, widthX);
        ColumnMoments momentsY = ColumnMoments.of(y, widthY);
        if (!(momentsX.spread() > 0 && momentsY.spread() > 0)) {
            return OptionalDouble.empty();
        }
        float[] gram = gram(x, momentsX, y, momentsY, workspace);
        int width = widthX + widthY;
        double within = norm(gram, width, 0, widthX) * norm(gram, width, widthX, width);
        double between = 0;
        for (int i = 0; i < widthX; i++) {
            for (int j = widthX; j < width; j++) {
                between += (double) gram[i * width + j] * gram[i * width + j];
            }
        }
        return OptionalDouble.of(Math.min(1, between / within));
    }

    /** Upper triangle of {@code [X Y]'[X Y]}, both centred and of spread 1: the three products are its blocks. */
    private static float[] gram(
            float[] x, ColumnMoments momentsX, float[] y, ColumnMoments momentsY, ProbeWorkspace workspace) {
        int width = momentsX.width() + momentsY.width();
        int count = x.length / momentsX.width();
        int size = Math.multiplyExact(width, width);
        FloatPointer block = workspace.floats(ProbeWorkspace.Floats.SCRATCH, (long) BLOCK * width);
        FloatPointer gram = workspace.floats(ProbeWorkspace.Floats.GRAM, size);
        float[] rows = new float[BLOCK * width];
        double scaleX = 1 / momentsX.spread();
        double scaleY = 1 / momentsY.spread();
        for (int first = 0; first < count; first += BLOCK) {
            int n = Math.min(BLOCK, count - first);
            momentsX.centre(x, first, n, scaleX, rows, width, 0);
            momentsY.centre(y, first, n, scaleY, rows, width, momentsX.width());
            block.put(rows, 0, n * width);
            float keep = first == 0 ? 0 : 1;
            cblas_ssyrk(CblasRowMajor, CblasUpper, CblasTrans, width, n, 1, block, width, keep, gram, width);
        }
        float[] products = new float[size];
        gram.get(products, 0, size);
        return products;
    }

    /** Frobenius norm of a symmetric block on the diagonal, of which the upper triangle is there. */
    private static double norm(float[] gram, int width, int from, int until) {
        double squares = 0;
        for (int i = from; i < until; i++) {
            squares += (double) gram[i * width + i] * gram[i * width + i];
            for (int j = i + 1; j < until; j++) {
                squares += 2.0 * gram[i * width + j] * gram[i * width + j];
            }
        }
        return Math.sqrt(squares);
    }
}
