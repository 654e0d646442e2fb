package io.ovoscope.launcher.replay;

import java.util.NavigableSet;
import java.util.OptionalLong;

/**
 * An interval between two steps that is narrowed by looking at checkpoints inside it.
 *
 * @param after it is later than this step
 * @param by and not later than this one
 */
record Bisection(long after, long by) {
    Bisection {
        if (after > by) {
            throw new IllegalArgumentException("(" + after + ", " + by + "]: expecting after <= by");
        }
    }

    /**
     * The step to look at: of those inside, the one nearest the middle of the logarithms, the earlier of two. What a model learns
     * is spread over orders of magnitude of steps, so that halves of equal ratio are halves of equal chance. Empty where none lies inside.
     *
     * @param steps there are checkpoints of these
     */
    OptionalLong middle(NavigableSet<Long> steps) {
        double middle = (log(after) + log(by)) / 2;
        return steps.subSet(after, false, by, false).stream()
                .mapToLong(Long::longValue)
                .reduce((one, other) -> Math.abs(log(other) - middle) < Math.abs(log(one) - middle) ? other : one);
    }

    /** Step 0 has a logarithm too. */
    private static double log(long step) {
        return Math.log1p((double) step);
    }

    /** What is left once it is known of a step inside whether it comes before or not. */
    Bisection at(long step, boolean isBefore) {
        if (step <= after || step >= by) {
            return this;
        }
        return isBefore ? new Bisection(step, by) : new Bisection(after, step);
    }

    String text() {
        return "(" + after + ", " + by + "]";
    }
}
