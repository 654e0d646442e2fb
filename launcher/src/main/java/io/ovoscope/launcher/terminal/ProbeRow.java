package io.ovoscope.launcher.terminal;

import java.util.List;

/**
 * The newest score of a probe beside what it must beat to mean anything.
 *
 * @param task the task's name, such as {@code UPOS}
 * @param layer the layer's name
 * @param step the training step of the snapshot
 * @param score accuracy, or the task's other score
 * @param low lower end of its interval
 * @param high upper end of its interval
 * @param baselines floors and controls, in the order of their columns
 */
public record ProbeRow(
        String task, String layer, long step, double score, double low, double high, List<Baseline> baselines) {

    /**
     * What a score is read against.
     *
     * @param name such as {@code untrained} or {@code majority}
     * @param score its score on the same items
     */
    public record Baseline(String name, double score) {}

    /** Checks that the interval holds the score. Scores that are not numbers are let through and shown as such. */
    public ProbeRow {
        baselines = List.copyOf(baselines);
        if (low > score || score > high) {
            throw new IllegalArgumentException("score " + score + " of " + task + " with interval " + low + " to "
                    + high + ": expecting low <= score <= high");
        }
    }

    /** Whether its interval lies above every baseline. */
    boolean isAboveEveryBaseline() {
        return !baselines.isEmpty() && baselines.stream().allMatch(baseline -> low > baseline.score());
    }
}
