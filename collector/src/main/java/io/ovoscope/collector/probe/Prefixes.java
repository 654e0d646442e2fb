package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the prefixes of one task's online code end in an order of sentences. A prefix is the fewest whole sentences that
 * hold a given share of the task's labelled items; one with fewer of them than the task has classes is left out, and so is
 * one that ends where a larger one does.
 */
final class Prefixes {
    /** Of the labelled items (Voita &amp; Titov 2020); the last block ends with the last sentence. */
    private static final double[] SHARES = {0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.0625, 0.125, 0.25, 0.5};

    private final SentenceOrder order;
    private final Labels labels;
    private final int[] labelled;
    private final NavigableMap<Integer, Prefix> byShare = new TreeMap<>();

    /**
     * A prefix and the block after it, as positions in the order.
     *
     * @param end of the prefix
     * @param nextEnd of the block that the prefix's probe codes
     * @param items labelled items in the prefix
     */
    record Prefix(int end, int nextEnd, int items) {}

    Prefixes(Labels labels, SentenceOrder order) {
        this.labels = labels;
        this.order = order;
        labelled = IntStream.range(0, order.count())
                .filter(at -> labels.of()[order.items()[at]] != Labels.NONE)
                .toArray();
        int next = order.count();
        int larger = labelled.length;
        for (int share = SHARES.length - 1; share >= 0 && larger > 0; share--) {
            int end = order.ends()[labelled[(int) Math.ceil(SHARES[share] * labelled.length) - 1]];
            int items = labelledUntil(end);
            if (items >= labels.classes() && items < larger) {
                byShare.put(share, new Prefix(end, next, items));
                next = end;
                larger = items;
            }
        }
    }

    private int labelledUntil(int end) {
        int at = Arrays.binarySearch(labelled, end);
        return at < 0 ? -at - 1 : at;
    }

    /** Shares there are; a task need not have a prefix of each. */
    static int shares() {
        return SHARES.length;
    }

    @Nullable Prefix of(int share) {
        return byShare.get(share);
    }

    /** Labelled items in all. */
    int items() {
        return labelled.length;
    }

    /** Labelled items of each prefix, ascending. */
    List<Integer> sizes() {
        return byShare.values().stream().map(Prefix::items).toList();
    }

    /**
     * The labels of a prefix and of the block after it, where the order's items are named twice: first as what trains, then
     * as what is coded.
     */
    Labels labels(Prefix prefix) {
        int[] of = new int[2 * order.count()];
        Arrays.fill(of, Labels.NONE);
        for (int at = 0; at < prefix.nextEnd(); at++) {
            of[at < prefix.end() ? at : order.count() + at] = labels.of()[order.items()[at]];
        }
        return new Labels(of, labels.classes());
    }
}
