package io.ovoscope.agent.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * At which steps a snapshot is due. A step is the number of updates applied. It is asked after every update, on the training
 * thread.
 */
public sealed interface SnapshotSchedule {
    boolean isDue(long step);

    /** Whether a snapshot at this step may cost more than the budget has left; what is overdrawn is repaid by later ones. */
    boolean mayOverdraw(long step);

    /** In words, for the manifest. */
    String description();

    /**
     * Step 0, powers of two, then every N: early training changes in proportion to the steps taken.
     *
     * @param every N, in steps
     */
    record Doubling(long every) implements SnapshotSchedule {
        public Doubling {
            if (every < 1) {
                throw new IllegalArgumentException("every " + every + ": expecting every >= 1");
            }
        }

        @Override
        public boolean isDue(long step) {
            return step % every == 0 || mayOverdraw(step);
        }

        @Override
        public boolean mayOverdraw(long step) {
            return step < every && Long.bitCount(step) <= 1;
        }

        @Override
        public String description() {
            return "step 0, powers of two, then every " + every;
        }
    }

    /**
     * Steps that are listed.
     *
     * @param steps ascending, each once
     * @param description how they came about
     */
    record Listed(List<Long> steps, String description) implements SnapshotSchedule {
        public Listed {
            steps = List.copyOf(new TreeSet<>(steps));
            if (!steps.isEmpty() && steps.get(0) < 0) {
                throw new IllegalArgumentException("steps " + steps + ": expecting steps >= 0");
            }
        }

        /** Exactly these. */
        public static Listed of(List<Long> steps) {
            return new Listed(
                    steps,
                    "steps "
                            + new TreeSet<>(steps)
                                    .stream().map(Object::toString).collect(Collectors.joining(", ")));
        }

        /**
         * From one step to another, each the factor times the one before.
         *
         * @param factor greater than 1, for example √2
         */
        public static Listed growing(long from, long to, double factor) {
            if (from < 1 || to < from || !(factor > 1)) {
                throw new IllegalArgumentException("steps from " + from + " to " + to + " growing by " + factor
                        + ": expecting 1 <= from <= to and a factor > 1");
            }
            List<Long> steps = new ArrayList<>();
            for (double step = from; Math.round(step) <= to; step *= factor) {
                steps.add(Math.round(step));
            }
            return new Listed(
                    steps, String.format(Locale.ROOT, "from %d to %d each %.3f times the last", from, to, factor));
        }

        @Override
        public boolean isDue(long step) {
            return java.util.Collections.binarySearch(steps, step) >= 0;
        }

        @Override
        public boolean mayOverdraw(long step) {
            return false;
        }
    }

    /**
     * At the distance that the run's findings ask for; never at the budget's expense.
     *
     * @param least distance, in steps
     */
    record Following(FollowedFindings findings, long least) implements SnapshotSchedule {
        @Override
        public boolean isDue(long step) {
            return step % findings.spacing(step) == 0;
        }

        @Override
        public boolean mayOverdraw(long step) {
            return false;
        }

        @Override
        public String description() {
            return "where findings say that curves move, down to every " + least;
        }
    }

    /**
     * Whatever one of several says.
     *
     * @param parts at least one
     */
    record Any(List<SnapshotSchedule> parts) implements SnapshotSchedule {
        public Any {
            parts = List.copyOf(parts);
        }

        public static SnapshotSchedule of(SnapshotSchedule... parts) {
            return parts.length == 1 ? parts[0] : new Any(Arrays.asList(parts));
        }

        @Override
        public boolean isDue(long step) {
            for (SnapshotSchedule part : parts) {
                if (part.isDue(step)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean mayOverdraw(long step) {
            for (SnapshotSchedule part : parts) {
                if (part.mayOverdraw(step)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String description() {
            return parts.stream().map(SnapshotSchedule::description).collect(Collectors.joining("; "));
        }
    }
}
