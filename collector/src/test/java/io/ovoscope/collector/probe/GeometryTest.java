package io.ovoscope.collector.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Effective rank, anisotropy and CKA where the answer is known, and on input that has none. */
class GeometryTest {
    private static final int WIDTH = 16;
    private static final int ROWS = 640;
    private static final Offset<Double> CLOSE = Offset.offset(1e-4);

    private final ProbeWorkspace workspace = new ProbeWorkspace();

    @AfterEach
    void closeWorkspace() {
        workspace.close();
    }

    private static float[] noise(int rows, int width, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** Row i is the unit vector of axis i modulo the width, scaled. */
    private static float[] axes(int rows, int width, float scale) {
        float[] values = new float[rows * width];
        for (int i = 0; i < rows; i++) {
            values[i * width + i % width] = scale;
        }
        return values;
    }

    private static float[] repeated(float[] row, int rows) {
        float[] values = new float[rows * row.length];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(row, 0, values, i * row.length, row.length);
        }
        return values;
    }

    /** Each row turned by a rotation in random planes, scaled, and shifted. */
    private static float[] rotated(float[] rows, int width, double scale, float shift) {
        float[] turned = new float[rows.length];
        double[][] basis = new double[width][width];
        for (int i = 0; i < width; i++) {
            basis[i][i] = 1;
        }
        Random random = new Random(3);
        for (int t = 0; t < 4 * width; t++) {
            int i = random.nextInt(width);
            int j = (i + 1 + random.nextInt(width - 1)) % width;
            double angle = random.nextDouble() * 6;
            for (double[] row : basis) {
                double a = row[i] * Math.cos(angle) - row[j] * Math.sin(angle);
                row[j] = row[i] * Math.sin(angle) + row[j] * Math.cos(angle);
                row[i] = a;
            }
        }
        for (int n = 0; n < rows.length / width; n++) {
            for (int j = 0; j < width; j++) {
                double sum = 0;
                for (int i = 0; i < width; i++) {
                    sum += rows[n * width + i] * basis[i][j];
                }
                turned[n * width + j] = (float) (sum * scale + shift);
            }
        }
        return turned;
    }

    private double rank(float[] rows, int width) {
        return EffectiveRank.of(rows, width, workspace);
    }

    private double cka(float[] x, float[] y) {
        return LinearCka.of(x, WIDTH, y, WIDTH, workspace).orElseThrow();
    }

    @Test
    void rowsThatUseEveryDirectionAlikeHaveFullRank() {
        assertThat(rank(axes(ROWS, WIDTH, 1), WIDTH)).isCloseTo(WIDTH, Offset.offset(1e-3));
        assertThat(rank(axes(ROWS, WIDTH, 1e-20f), WIDTH)).isCloseTo(WIDTH, Offset.offset(1e-3));
        assertThat(rank(axes(ROWS, WIDTH, 1e20f), WIDTH)).isCloseTo(WIDTH, Offset.offset(1e-3));
    }

    @Test
    void rankIsNoLargerThanTheNumberOfRows() {
        assertThat(rank(axes(5, WIDTH, 1), WIDTH)).isCloseTo(5, Offset.offset(1e-3));
        assertThat(rank(noise(5, WIDTH, 1), WIDTH)).isBetween(4.0, 5.0);
    }

    @Test
    void rowsAlongOneLineHaveRankOne() {
        float[] line = noise(1, WIDTH, 2);
        float[] rows = new float[ROWS * WIDTH];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = line[i % WIDTH] * (i / WIDTH - 100);
        }

        assertThat(rank(rows, WIDTH)).isCloseTo(1, Offset.offset(0.02));
    }

    @Test
    void smallDirectionsAreNotBuriedByALargeMean() {
        float[] rows = axes(ROWS, WIDTH, 1);
        for (int i = 0; i < rows.length; i++) {
            float sign = i / WIDTH / WIDTH % 2 == 0 ? 1 : -1; // so that only the first feature has a mean
            rows[i] = i % WIDTH == 0 ? 3000 : sign * rows[i];
        }
        // Singular values: 3000·√640 of the mean (nearly), √40 of each of the others.
        double large = 3000 * Math.sqrt(ROWS);
        double sum = large + 15 * Math.sqrt(40);
        double entropy =
                -large / sum * Math.log(large / sum) - 15 * Math.sqrt(40) / sum * Math.log(Math.sqrt(40) / sum);

        assertThat(rank(rows, WIDTH)).isCloseTo(Math.exp(entropy), Offset.offset(5e-4));
    }

    @Test
    void collapseShows() {
        double before = rank(noise(ROWS, WIDTH, 4), WIDTH);
        float[] collapsed = noise(ROWS, WIDTH, 4);
        for (int i = 0; i < collapsed.length; i++) {
            collapsed[i] = 1 + collapsed[i] * 0.01f;
        }

        assertThat(before).isGreaterThan(15);
        assertThat(rank(collapsed, WIDTH)).isLessThan(2);
        assertThat(Anisotropy.of(noise(ROWS, WIDTH, 4), WIDTH).value()).isCloseTo(0, Offset.offset(0.01));
        assertThat(Anisotropy.of(collapsed, WIDTH).value()).isGreaterThan(0.99);
    }

    @Test
    void equalRowsPointTheSameWay() {
        float[] rows = repeated(noise(1, WIDTH, 5), ROWS);

        assertThat(Anisotropy.of(rows, WIDTH).value()).isCloseTo(1, Offset.offset(1e-12));
        assertThat(rank(rows, WIDTH)).isCloseTo(1, CLOSE);
        assertThat(LinearCka.of(rows, WIDTH, noise(ROWS, WIDTH, 6), WIDTH, workspace))
                .as("rows without differences align with nothing")
                .isEmpty();
    }

    @Test
    void oppositeRowsHaveCosineMinusOne() {
        assertThat(Anisotropy.of(new float[] {1, 2, -2, -4}, 2).value()).isCloseTo(-1, Offset.offset(1e-12));
    }

    @Test
    void rowsOfZerosHaveNoDirection() {
        assertThat(Anisotropy.of(new float[] {1, 0, 0, 0, 0, 1, 1, 0}, 2)).isEqualTo(new Anisotropy(1.0 / 3, 3));
        assertThat(Anisotropy.of(new float[8], 2)).isEqualTo(new Anisotropy(Double.NaN, 0));
    }

    @Test
    void layerOfZerosHasRankZero() {
        assertThat(rank(new float[ROWS * WIDTH], WIDTH)).isZero();
    }

    @Test
    void singleRowHasRankOneAndNothingToCompare() {
        assertThat(rank(new float[] {3, 4}, 2)).isCloseTo(1, CLOSE);
        assertThat(Anisotropy.of(new float[] {3, 4}, 2).value()).isNaN();
        assertThat(LinearCka.of(new float[] {3, 4}, 2, new float[] {3, 4}, 2, workspace))
                .isEmpty();
    }

    @Test
    void nonFiniteValuesAreRefused() {
        float[] rows = noise(ROWS, WIDTH, 7);
        rows[40] = Float.NaN;

        assertThatThrownBy(() -> rank(rows, WIDTH))
                .hasMessageContaining("feature 8")
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Anisotropy.of(rows, WIDTH)).hasMessageContaining("row 2");
        assertThatThrownBy(() -> cka(rows, rows)).hasMessageContaining("feature 8");
    }

    @Test
    void representationAlignsFullyWithItself() {
        float[] rows = noise(ROWS, WIDTH, 8);

        assertThat(cka(rows, rows)).isCloseTo(1, Offset.offset(1e-6));
    }

    @Test
    void alignmentIgnoresRotationScaleAndShift() {
        float[] rows = noise(ROWS, WIDTH, 9);
        for (int i = 0; i < rows.length; i++) {
            rows[i] *= 1 + i % WIDTH;
        }

        assertThat(cka(rows, rotated(rows, WIDTH, 250, 17))).isCloseTo(1, Offset.offset(1e-5));
        float[] other = noise(ROWS, WIDTH, 10);
        assertThat(cka(rotated(rows, WIDTH, 1e-3, 0), other)).isCloseTo(cka(rows, other), Offset.offset(1e-6));
    }

    @Test
    void unrelatedNoiseAlignsAsMuchAsItsWidthExplains() {
        double n = ROWS;
        double expected = WIDTH / (n + WIDTH);

        assertThat(cka(noise(ROWS, WIDTH, 11), noise(ROWS, WIDTH, 12))).isCloseTo(expected, Offset.offset(0.01));
    }

    @Test
    void alignmentNeedsAsManyRowsOnBothSides() {
        assertThatThrownBy(() -> LinearCka.of(new float[4], 2, new float[3], 1, workspace))
                .hasMessageContaining("expecting as many rows");
    }

    @Test
    void sampleIsFixedAndOfDistinctRows() {
        int[] sample = RowSample.of(100_000, 7);

        assertThat(sample).hasSize(RowSample.SIZE).isSorted().doesNotHaveDuplicates();
        assertThat(RowSample.of(100_000, 7)).isEqualTo(sample);
        assertThat(RowSample.of(100_000, 8)).isNotEqualTo(sample);
        assertThat(Arrays.stream(sample).average().orElseThrow()).isCloseTo(50_000, Offset.offset(3_000.0));
        assertThat(RowSample.of(3, 7)).containsExactly(0, 1, 2);
        assertThat(RowSample.gather(new float[] {1, 2, 3, 4, 5, 6}, 2, new int[] {0, 2}))
                .containsExactly(1, 2, 5, 6);
    }
}
