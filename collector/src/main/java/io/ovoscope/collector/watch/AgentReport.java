package io.ovoscope.collector.watch;

import io.ovoscope.wire.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the agent of a run has said of itself.
 *
 * @param last its newest record
 * @param sentSince the earliest record with as many snapshots sent as the newest one
 * @param stepSince the earliest record of the step at which training stands in the newest one
 */
record AgentReport(Health last, Health sentSince, Health stepSince) {
    private static final String ENDED = "training.ended";
    private static final String SENT = "snapshots.sent";
    private static final String DROPPED = "snapshots.dropped.";
    private static final String SKIPPED = "snapshots.skipped.budget";
    private static final String STEP = "step";
    private static final long FEW_SECONDS = 120;

    static AgentReport first(Health record) {
        return new AgentReport(record, record, record);
    }

    /**
     * With a newer record; one of another process stands for a training run that began again, one that is older, or of an agent that
     * another one has taken the run over from, is passed over.
     */
    AgentReport then(Health record) {
        if (record.attempt() < last.attempt()) {
            return this;
        }
        if (record.attempt() == last.attempt() && record.at().isBefore(last.at())) {
            return this;
        }
        if (!record.process().equals(last.process())) {
            return first(record);
        }
        boolean sent = counter(record, SENT) != counter(last, SENT);
        boolean moved = !step(record).equals(step(last));
        return new AgentReport(record, sent ? record : sentSince, moved ? record : stepSince);
    }

    /** Whether the agent was closed, so that no more snapshots are to come. */
    boolean hasEnded() {
        return counter(last, ENDED) > 0;
    }

    /**
     * Why no snapshot came for so long, in sentences; empty where the agent is well, training goes on, and nothing was due that did
     * not come.
     *
     * @param since when the newest snapshot was taken
     */
    Optional<String> why(Instant since, Instant now) {
        Instant late = since.plus(Duration.between(since, now).dividedBy(2));
        if (last.at().isBefore(late)) {
            return Optional.of("No word from " + last.process() + " for " + words(Duration.between(last.at(), now))
                    + "; training was then at step " + step(last) + ".");
        }
        if (sentSince.at().isAfter(late)) {
            return Optional.of(last.process() + " goes on sending (" + counter(last, SENT)
                    + " snapshots so far), but no points come of it: the collectors are behind or refuse them, see their"
                    + " health records and the dead letters.");
        }
        List<String> reasons = new ArrayList<>();
        if (stepSince.at().isBefore(late)) {
            reasons.add(last.process() + " lives, but training has stood at step " + step(last) + " for "
                    + words(Duration.between(stepSince.at(), last.at())) + ".");
        }
        losses().ifPresent(reasons::add);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", reasons));
    }

    /** What was lost or left out since the last snapshot was sent. */
    private Optional<String> losses() {
        Map<String, Long> grown = new TreeMap<>();
        last.counters().forEach((name, count) -> {
            long more = count - counter(sentSince, name);
            if (more > 0 && name.startsWith(DROPPED)) {
                grown.put("dropped " + more + " for " + name.substring(DROPPED.length()), more);
            } else if (more > 0 && name.equals(SKIPPED)) {
                grown.put("skipped " + more + " for the budget (overheadBudget)", more);
            }
        });
        return grown.isEmpty()
                ? Optional.empty()
                : Optional.of("Since it last sent a snapshot it has " + String.join(", ", grown.keySet()) + ".");
    }

    private static long counter(Health of, String name) {
        return of.counters().getOrDefault(name, 0L);
    }

    private static String step(Health of) {
        Double step = of.gauges().get(STEP);
        return step == null ? "unknown" : String.format(Locale.ROOT, "%.0f", step);
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < FEW_SECONDS ? seconds + " seconds" : duration.toMinutes() + " minutes";
    }
}
