package io.ovoscope.collector.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The classes that occur in the training part, closed up: a probe has weights for these only, because the bias of a class
 * that never occurs has no optimum.
 *
 * @param classes the class of each position, ascending
 * @param counts training items of each
 * @param positions the position of each class of the task, {@link Labels#NONE} for one that training never saw
 * @param items labelled training items
 */
@SuppressWarnings("ArrayRecordComponent") // private to the fit that made it
record SeenClasses(int[] classes, int[] counts, int[] positions, int items) {

    static SeenClasses of(Labels labels, int[] train) {
        int[] counts = labels.counts(train);
        int[] classes =
                IntStream.range(0, counts.length).filter(k -> counts[k] > 0).toArray();
        int[] positions = new int[counts.length];
        Arrays.fill(positions, Labels.NONE);
        for (int p = 0; p < classes.length; p++) {
            positions[classes[p]] = p;
        }
        int[] seen = IntStream.of(classes).map(k -> counts[k]).toArray();
        return new SeenClasses(classes, seen, positions, IntStream.of(seen).sum());
    }

    int count() {
        return classes.length;
    }

    double share(int position) {
        return (double) counts[position] / items;
    }

    /** Log losses, in nats, of a probe that knows the shares only. */
    double priorLoss() {
        return -IntStream.range(0, count())
                .mapToDouble(p -> counts[p] * Math.log(share(p)))
                .sum();
    }

    /**
     * Log of what the probabilities of the seen classes are multiplied by, so that {@link #logAbsent} remains for each of
     * the others: {@code t / (t + U)} with {@code t} labelled training items and {@code U} absent classes.
     */
    double logKept() {
        return -Math.log1p((double) absent() / items);
    }

    /** Log of the probability of each class that training never saw, {@code 1 / (t + U)}. */
    double logAbsent() {
        return -Math.log((double) items + absent());
    }

    private int absent() {
        return positions.length - classes.length;
    }

    /** The position of each item's label, {@link Labels#NONE} where it has no label or an unseen class. */
    int[] positionsOf(Labels labels, int[] items) {
        return positionsOf(IntStream.of(items).map(item -> labels.of()[item]).toArray());
    }

    /** The position of each label, {@link Labels#NONE} for no label or an unseen class. */
    int[] positionsOf(int[] labels) {
        return IntStream.of(labels)
                .map(label -> label == Labels.NONE ? Labels.NONE : positions[label])
                .toArray();
    }
}
