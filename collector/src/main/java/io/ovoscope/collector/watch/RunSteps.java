package io.ovoscope.collector.watch;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The steps of one run: of which attempt each is, when it is to be closed, and whether it counts. */
final class RunSteps {
    private final NavigableMap<Long, Step> steps = new TreeMap<>();
    private final Attempts attempts = new Attempts();

    /** What is known of a step: its newest attempt, when something of it was last written, and how it was closed. */
    private static final class Step {
        private int attempt;
        private Instant takenAt = Instant.MIN;
        private @Nullable Double loss;
        private boolean lossNotFinite;
        private Instant newest = Instant.MIN;
        private @Nullable StepClosed closed;
        /** Whether points came since it was last looked at. */
        private boolean open;
    }

    /** How many of an attempt's expected points of a step there are. */
    interface Present {
        int at(long step, int attempt);
    }

    void put(StepClosed closed) {
        steps.computeIfAbsent(closed.step(), s -> new Step()).closed = closed;
    }

    /**
     * Takes a point.
     *
     * @param writtenAt the record's time in the topic
     */
    void put(CurvePoint point, Instant writtenAt) {
        Step step = steps.computeIfAbsent(point.step(), s -> new Step());
        if (!point.replayed()) {
            // A checkpoint that is examined under the newest attempt is no sign that this attempt began there.
            attempts.seen(point.attempt(), point.step());
        }
        if (point.attempt() >= step.attempt) {
            step.attempt = point.attempt();
            step.takenAt = point.takenAt();
            step.loss = point.loss();
            step.lossNotFinite = point.lossNotFinite();
        }
        step.open = true;
        step.newest = writtenAt.isAfter(step.newest) ? writtenAt : step.newest;
    }

    void remove(long step) {
        steps.remove(step);
    }

    /** Whether a step has been closed, whatever came since. */
    boolean isClosed(long number) {
        Step step = steps.get(number);
        return step != null && step.closed != null;
    }

    /** Whether a training run that resumed before a step has retired what an attempt had of it. */
    boolean isRetired(long number, int attempt, RunManifest manifest) {
        return attempts.isRetired(number, attempt, manifest);
    }

    /** The steps of which anything is known, ascending. */
    List<Long> numbers() {
        return List.copyOf(steps.keySet());
    }

    /** The steps that are to be closed now, or closed anew because more points came, in order. */
    List<StepClosed> closings(RunManifest manifest, Instant now, Duration patience, Present present) {
        List<StepClosed> closings = new ArrayList<>();
        steps.forEach((number, step) -> {
            if (step.open && !attempts.isRetired(number, step.attempt, manifest)) {
                StepClosed closing = closing(number, step, manifest, present.at(number, step.attempt));
                boolean due = !closing.expired() || !now.isBefore(step.newest.plus(patience));
                if (due && closing.equals(step.closed)) {
                    step.open = false;
                } else if (due) {
                    closings.add(closing);
                }
            }
        });
        return closings;
    }

    private static StepClosed closing(long number, Step step, RunManifest manifest, int present) {
        int expected = manifest.layers().size() * manifest.tasks().size();
        return new StepClosed(
                manifest.run(), step.attempt, number, step.takenAt, expected, present, present < expected);
    }

    /** The newest step that is closed and counts; empty without any. */
    Optional<Long> through(RunManifest manifest) {
        return steps.descendingMap().entrySet().stream()
                .filter(step -> counts(step.getKey(), step.getValue(), manifest))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Empty where the step is not closed, is open again, or does not count. */
    Optional<RunCurves.ClosedStep> closed(long number, RunManifest manifest) {
        Step step = steps.get(number);
        return step != null
                        && step.closed != null
                        && step.closed.attempt() == step.attempt
                        && counts(number, step, manifest)
                ? Optional.of(new RunCurves.ClosedStep(
                        step.attempt, step.takenAt, step.loss, step.lossNotFinite, step.closed))
                : Optional.empty();
    }

    /** Whether all that is known of a step has been retired by a training run that resumed before it. */
    boolean isRetired(long number, RunManifest manifest) {
        Step step = steps.get(number);
        return step == null || attempts.isRetired(number, step.attempt, manifest);
    }

    /** Whether a point counts: its step is closed for its attempt, which no later one has retired. */
    boolean counts(Observation point, RunManifest manifest) {
        Step step = steps.get(point.step());
        return step != null
                && step.closed != null
                && step.closed.attempt() == point.attempt()
                && !attempts.isRetired(point.step(), point.attempt(), manifest);
    }

    private boolean counts(long number, Step step, RunManifest manifest) {
        StepClosed closed = step.closed;
        return closed != null && !attempts.isRetired(number, closed.attempt(), manifest);
    }
}
