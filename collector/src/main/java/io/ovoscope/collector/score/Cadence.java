package io.ovoscope.collector.score;

/**
 * How often a costly figure is taken: at the first snapshot of a task and layer, and at every so manieth after it. Counted in snapshots
 * that were scored, which are remembered, so that a restart does not shift it.
 *
 * @param figure in words, for remarks
 * @param setting its key
 * @param every 1: at each snapshot; 0: never
 */
record Cadence(String figure, String setting, int every) {

    /**
     * Whether the figure is taken.
     *
     * @param snapshot number of the snapshot, the first being 1
     */
    boolean isDue(int snapshot) {
        return every > 0 && (snapshot - 1) % every == 0;
    }

    /** What a point without the figure says. */
    String remark() {
        return every == 0
                ? figure + ": never (" + setting + " is 0)"
                : figure + ": every " + ordinal(every) + " snapshot (" + setting + ")";
    }

    private static String ordinal(int n) {
        String ending = switch (n % 10) {
            case 1 -> n % 100 == 11 ? "th" : "st";
            case 2 -> n % 100 == 12 ? "th" : "nd";
            case 3 -> n % 100 == 13 ? "th" : "rd";
            default -> "th";
        };
        return n + ending;
    }
}
