package io.ovoscope.collector.probe;

import java.util.Arrays;

/**
 * The labels of one task.
 *
 * @param of class of each item, {@value #NONE} where the item has no label and takes no part
 * @param classes number of classes; some may never occur
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never written, like the rows they belong to
public record Labels(int[] of, int classes) {
    /** Marks an item without a label. */
    public static final int NONE = -1;

    public Labels {
        if (classes < 1) {
            throw new IllegalArgumentException("classes " + classes + ": expecting >= 1");
        }
        for (int i = 0; i < of.length; i++) {
            if (of[i] < NONE || of[i] >= classes) {
                throw new IllegalArgumentException(
                        "label " + of[i] + " of item " + i + ": expecting -1 (none) or 0 <= label < " + classes);
            }
        }
    }

    /** Those of the given items that have a label, in their order: bit {@code j} of an outcome is the j-th of them. */
    public int[] among(int[] items) {
        return Arrays.stream(items).filter(item -> of[item] != NONE).toArray();
    }

    /** How often each class occurs among the given items. */
    public int[] counts(int[] items) {
        int[] counts = new int[classes];
        for (int item : items) {
            if (of[item] != NONE) {
                counts[of[item]]++;
            }
        }
        return counts;
    }
}
