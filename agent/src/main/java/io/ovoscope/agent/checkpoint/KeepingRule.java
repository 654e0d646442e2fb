package io.ovoscope.agent.checkpoint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which checkpoints go when there are too many or they take too much. In this order, until the rest fits:
 *
 * <ol>
 *   <li>retired ones, from the lowest step;
 *   <li>of those older than the {@code newest}, but never the first: the one that leaves the smallest gap, as the ratio of the steps
 *       after and before it, each plus one; the lower step where two are equal; and while there are others, not the nearest at or
 *       below a power of two;
 *   <li>the first, then the newest ones from the lowest step. The newest of all stays.
 * </ol>
 *
 * <p>So the older ones are spread evenly over the logarithm of the step. What goes depends only on the checkpoints there are.
 *
 * @param maxCheckpoints at least 1
 * @param newest how many of the newest go last
 */
record KeepingRule(int maxCheckpoints, int newest, long maxBytes) {
    /**
     * A checkpoint to be judged.
     *
     * @param retired whether a later attempt began before its step
     */
    record Item(long step, long bytes, boolean retired) {}

    /** Those to delete, in order; the items may come in any. */
    List<Item> surplus(List<Item> all) {
        List<Item> rest = new ArrayList<>(all);
        rest.sort(Comparator.comparingLong(Item::step));
        List<Item> surplus = new ArrayList<>();
        while (rest.size() > 1 && !fits(rest)) {
            Item next = next(rest);
            rest.remove(next);
            surplus.add(next);
        }
        return surplus;
    }

    private boolean fits(List<Item> items) {
        return items.size() <= maxCheckpoints
                && items.stream().mapToLong(Item::bytes).sum() <= maxBytes;
    }

    private Item next(List<Item> rest) {
        List<Item> live = rest.stream().filter(item -> !item.retired()).toList();
        if (live.size() < rest.size()) {
            return rest.stream().filter(Item::retired).findFirst().orElseThrow();
        }
        int best = -1;
        for (int i = 1; i < live.size() - newest; i++) {
            if (best < 0 || isDearer(live, best, i)) {
                best = i;
            }
        }
        return live.get(Math.max(best, 0));
    }

    /** Whether the one at {@code kept} is worth more than that at {@code other}. */
    private static boolean isDearer(List<Item> live, int kept, int other) {
        boolean isNearest = isNearestPowerOfTwo(live, kept);
        if (isNearest != isNearestPowerOfTwo(live, other)) {
            return isNearest;
        }
        return gapWithout(live, kept) > gapWithout(live, other);
    }

    private static double gapWithout(List<Item> live, int index) {
        return (live.get(index + 1).step() + 1.0) / (live.get(index - 1).step() + 1.0);
    }

    /** Whether a power of two lies at its step or between it and the next. */
    private static boolean isNearestPowerOfTwo(List<Item> live, int index) {
        return Long.highestOneBit(live.get(index + 1).step() - 1)
                >= live.get(index).step();
    }
}
