package io.ovoscope.launcher.bench.agent;

import java.util.List;
import java.util.function.LongPredicate;

/** What a side has trained in its turn, in one stretch or several. */
final class Stint {
    private static final double NANOS = 1e9;
    private static final long POLL_MILLIS = 5;
    private static final double LONGEST_REST_SECONDS = 120;

    private final Rider rider;
    private final Trained trained;
    private final Rider.Sent before;
    private long steps;
    private long nanos;

    Stint(Rider rider, Trained trained) {
        this.rider = rider;
        this.trained = trained;
        this.before = rider.agent().get();
        rider.listeners().forEach(TimedListener::restart);
    }

    /** Trains with the side listening; asked after each step how many this stretch has had. */
    long ride(LongPredicate isOver) {
        trained.listeners(List.copyOf(rider.listeners()));
        long begin = System.nanoTime();
        long now = 0;
        do {
            trained.step();
            now++;
        } while (!isOver.test(now));
        nanos += System.nanoTime() - begin;
        steps += now;
        trained.listeners(List.of());
        return now;
    }

    /** Waits until nothing of the side runs on, in the turn of another. */
    void rest() throws InterruptedException {
        long end = System.nanoTime() + Math.round(LONGEST_REST_SECONDS * NANOS);
        while (!rider.isIdle() && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Snapshots that the agent has taken since the beginning. */
    long taken() {
        return rider.agent().get().taken() - before.taken();
    }

    double seconds() {
        return nanos / NANOS;
    }

    Turn turn(int round) {
        Rider.Sent after = rider.agent().get();
        return new Turn(
                rider.side(),
                round,
                steps,
                seconds(),
                rider.listeners().stream().mapToDouble(TimedListener::seconds).sum(),
                rider.listeners().stream()
                        .flatMap(listener -> listener.snapshotMillis().stream())
                        .toList(),
                after.sent() - before.sent(),
                after.dropped() - before.dropped());
    }
}
