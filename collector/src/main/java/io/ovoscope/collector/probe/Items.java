package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The inputs of a probe. The features of an item are those of its parts side by side: one part for a word or a sentence,
 * two rows of one matrix for a pair of words, rows of two matrices for a layer beside another.
 *
 * @param parts at least one; each has a row for every item
 */
public record Items(List<Part> parts) {

    /**
     * Features that all items have from one matrix: item {@code i} has row {@code rowOf[i]}. Several items may share a row.
     *
     * @param rows {@code rowCount × width} activations, row-major; shared, never copied and never written
     * @param width features per row
     * @param rowOf row of each item
     */
    @SuppressWarnings("ArrayRecordComponent") // arrays are the currency of this room: a layer is too large to copy
    public record Part(float[] rows, int width, int[] rowOf) {

        public Part {
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

        /** Index in {@link #rows} of the first value of an item. */
        int offset(int item) {
            return rowOf[item] * width; // below rows.length, which is an int
        }
    }

    public Items {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("items without parts: expecting at least one");
        }
        long width = 0;
        for (Part part : parts) {
            width += part.width();
            if (part.rowOf().length != parts.get(0).rowOf().length) {
                throw new IllegalArgumentException("parts of " + parts.get(0).rowOf().length + " and "
                        + part.rowOf().length + " items: expecting one count");
            }
        }
        if (width >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("items of " + width + " features: expecting < " + Integer.MAX_VALUE);
        }
    }

    /** Items of one part. */
    public Items(float[] rows, int width, int[] rowOf) {
        this(List.of(new Part(rows, width, rowOf)));
    }

    /** Every row one item, in order. */
    public static Items of(float[] rows, int width) {
        return new Items(
                rows,
                width,
                IntStream.range(0, width < 1 ? 0 : rows.length / width).toArray());
    }

    /**
     * Pairs of rows of one matrix: features {@code [h_i ; h_j]}.
     *
     * @param rows {@code rowCount × width}, row-major
     * @param first row {@code i} of each item
     * @param second row {@code j} of each item
     */
    public static Items pairs(float[] rows, int width, int[] first, int[] second) {
        return new Items(List.of(new Part(rows, width, first), new Part(rows, width, second)));
    }

    /** These features followed by those of the same items in {@code other}. */
    public Items beside(Items other) {
        List<Part> both = new ArrayList<>(parts);
        both.addAll(other.parts);
        return new Items(both);
    }

    /** Those of these items that are named, in that order; an item may be named more than once. */
    public Items at(int[] chosen) {
        return new Items(parts.stream()
                .map(part -> new Part(
                        part.rows(),
                        part.width(),
                        IntStream.of(chosen).map(item -> part.rowOf()[item]).toArray()))
                .toList());
    }

    /** Number of items. */
    public int count() {
        return parts.get(0).rowOf().length;
    }

    /** Features per item. */
    public int width() {
        return parts.stream().mapToInt(Part::width).sum();
    }

    /** Writes the features of an item to {@code to[at]} and behind it. */
    void copy(int item, float[] to, int at) {
        int from = at;
        for (Part part : parts) {
            System.arraycopy(part.rows(), part.offset(item), to, from, part.width());
            from += part.width();
        }
    }
}
