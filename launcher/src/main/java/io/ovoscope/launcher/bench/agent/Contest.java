package io.ovoscope.launcher.bench.agent;

import io.ovoscope.launcher.bench.BenchEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;

/**
 * The sides in turns on one network in one process, the order reversed from round to round: what drifts with the machine or the process
 * meets all of them.
 *
 * <p>A turn of the agent within its budget lasts from one snapshot to the next, the worker's part included: as long as the budget has it
 * wait. A bare turn has as many steps.
 */
final class Contest {
    private static final double NANOS = 1e9;
    private static final int FEW_STEPS = 10;
    private static final int STEPS = 50;
    private static final double LONGEST_TURN_SECONDS = 600;
    private static final long POLL_MILLIS = 5;
    private static final double DRAIN_SECONDS = 120;

    private final Order order;
    private final Trained trained;
    private final Consumer<BenchEvent> told;
    private final Map<Side, Rider> riders = new EnumMap<>(Side.class);
    private final List<Turn> turns = new ArrayList<>();
    private final long begun = System.nanoTime();
    private long budgetSteps = STEPS;
    private long offHeapBytes;
    private int done;

    Contest(Order order, Trained trained, Consumer<BenchEvent> told) {
        this.order = order;
        this.trained = trained;
        this.told = told;
    }

    List<Turn> run() throws InterruptedException {
        try {
            for (Side side : order.sides()) {
                if (side != Side.AGENT_BUDGET) {
                    riders.put(side, Rider.of(side, trained, order));
                }
            }
            round(0, order.sides().stream().filter(side -> side != Side.AGENT_BUDGET).toList());
            if (order.sides().contains(Side.AGENT_BUDGET)) {
                // Only now, when everything is compiled: its first snapshot would otherwise be dear, and all others wait for it.
                riders.put(Side.AGENT_BUDGET, Rider.of(Side.AGENT_BUDGET, trained, order));
                turn(0, Side.AGENT_BUDGET);
            }
            for (int round = 1; round <= order.rounds(); round++) {
                List<Side> sides = new ArrayList<>(order.sides());
                if (round % 2 == 0) {
                    Collections.reverse(sides);
                }
                round(round, sides);
            }
            return List.copyOf(turns);
        } finally {
            riders.values().forEach(Rider::close);
        }
    }

    /** Most memory outside of the heap after a step. */
    long offHeapBytes() {
        return offHeapBytes;
    }

    private void round(int round, List<Side> sides) throws InterruptedException {
        for (Side side : sides) {
            turn(round, side);
        }
    }

    private void turn(int round, Side side) throws InterruptedException {
        tell(round, side);
        Rider rider = rider(side);
        drain(rider);
        rider.listeners().forEach(TimedListener::restart);
        trained.listeners(List.copyOf(rider.listeners()));
        Rider.Sent before = rider.agent().get();
        long begin = System.nanoTime();
        long steps = 0;
        do {
            trained.step();
            steps++;
            offHeapBytes = Math.max(offHeapBytes, Pointer.totalBytes());
        } while (!isOver(rider, before, steps, (System.nanoTime() - begin) / NANOS));
        double seconds = (System.nanoTime() - begin) / NANOS;
        trained.listeners(List.of());
        if (side == Side.AGENT_BUDGET) {
            budgetSteps = steps;
        }
        drain(rider);
        turns.add(of(rider, round, steps, seconds, before));
        done++;
    }

    private boolean isOver(Rider rider, Rider.Sent before, long steps, double seconds) {
        return switch (rider.side()) {
            case BARE -> steps >= budgetSteps;
            case COPY -> steps >= STEPS;
            case AGENT_BUDGET ->
                seconds > LONGEST_TURN_SECONDS
                        || (steps >= FEW_STEPS && rider.agent().get().taken() > before.taken() && rider.isIdle());
            case AGENT_50, STATS_50, CHECKPOINT_50 -> steps >= STEPS && rider.isIdle();
            case AGENT_1, STATS_1 -> steps >= 2 * FEW_STEPS;
        };
    }

    private static Turn of(Rider rider, int round, long steps, double seconds, Rider.Sent before) {
        Rider.Sent after = rider.agent().get();
        return new Turn(
                rider.side(),
                round,
                steps,
                seconds,
                rider.listeners().stream().mapToDouble(TimedListener::seconds).sum(),
                rider.listeners().stream()
                        .flatMap(listener -> listener.snapshotMillis().stream())
                        .toList(),
                after.sent() - before.sent(),
                after.dropped() - before.dropped());
    }

    private Rider rider(Side side) {
        Rider rider = riders.get(side);
        if (rider == null) {
            throw new IllegalStateException(side + " is not prepared");
        }
        return rider;
    }

    /** Nothing of one side runs on in the turn of another. */
    private static void drain(Rider rider) throws InterruptedException {
        long end = System.nanoTime() + Math.round(DRAIN_SECONDS * NANOS);
        while (!rider.isIdle() && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void tell(int round, Side side) {
        int total = order.sides().size() * (order.rounds() + 1);
        double taken = (System.nanoTime() - begun) / NANOS;
        double left = done < order.sides().size() ? Double.NaN : taken / done * (total - done);
        told.accept(new BenchEvent.Working(
                String.format(
                        Locale.ROOT,
                        "%s, %s: %s",
                        order.size().label(),
                        round == 0 ? "warming up" : "round " + round + " of " + order.rounds(),
                        side.label()),
                Math.min(done, total),
                total,
                taken,
                left));
    }
}
