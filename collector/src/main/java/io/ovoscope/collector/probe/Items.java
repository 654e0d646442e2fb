package io.ovoscope.collector.probe;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The inputs of a probe: item {@code i} is row {@code rowOf[i]} of a matrix. Several items may share a row.
 *
 * @param rows {@code rowCount × width} activations, row-major; shared, never copied and never written
 * @param width features per row
 * @param rowOf row of each item
 */
@SuppressWarnings("ArrayRecordComponent") // arrays are the currency of this room: a layer is too large to copy
public record Items(float[] rows, int width, int[] rowOf) {

    public Items {
        Objects.requireNonNull(rows, "rows");
        if (width < 1 || rows.length % width != 0) {
            throw new IllegalArgumentException(
                    "width " + width + " for " + rows.length + " values: expecting a divisor >= 1");
        }
        int rowCount = rows.length / width;
        for (int i = 0; i < rowOf.length; i++) {
            if (rowOf[i] < 0 || rowOf[i] >= rowCount) {
                throw new IllegalArgumentException(
                        "row " + rowOf[i] + " of item " + i + ": expecting 0 <= row < " + rowCount);
            }
        }
    }

    /** Every row one item, in order. */
    public static Items of(float[] rows, int width) {
        return new Items(
                rows,
                width,
                IntStream.range(0, width < 1 ? 0 : rows.length / width).toArray());
    }

    /** Number of items. */
    public int count() {
        return rowOf.length;
    }

    /** Index in {@link #rows} of the first value of an item. */
    int offset(int item) {
        return Math.multiplyExact(rowOf[item], width);
    }
}
