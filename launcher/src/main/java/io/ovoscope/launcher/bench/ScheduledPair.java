package io.ovoscope.launcher.bench;

import io.ovoscope.launcher.UserFacing;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two snapshots one interval of the schedule apart. A run's last snapshot is taken when the agent closes, whatever the
 * schedule says, and may be close to the one before it: to start from that would flatter a warm start.
 *
 * @param before the step that warm starts come from
 * @param last the step that is scored
 */
public record ScheduledPair(long before, long last) {
    private static final Pattern EVERY = Pattern.compile("then every (\\d{1,18})\\b");

    /**
     * The newest pair.
     *
     * @param run for messages
     * @param schedule in the manifest's words
     * @param whole steps of which all layers are there
     * @throws UserFacing where there is none
     */
    static ScheduledPair newest(String run, String schedule, SortedSet<Long> whole) throws UserFacing {
        Matcher matcher = EVERY.matcher(schedule);
        if (!matcher.find()) {
            throw UserFacing.failure("the schedule of run '" + run + "' is \"" + schedule
                    + "\": expecting one that says \"then every N\"");
        }
        long every = Long.parseLong(matcher.group(1));
        for (long last : new TreeSet<>(whole).descendingSet()) {
            if (last % every == 0 && whole.contains(last - every)) {
                return new ScheduledPair(last - every, last);
            }
        }
        throw UserFacing.failure("of run '" + run + "' the topic of activations holds whole snapshots of steps " + whole
                + ": two are needed that are " + every
                + " steps apart, as its schedule takes them. Either the run ended"
                + " before it had two, or the topic's size limit has deleted them; run `ovoscope demo` once more");
    }
}
