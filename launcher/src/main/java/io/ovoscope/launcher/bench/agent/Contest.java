package io.ovoscope.launcher.bench.agent;

import io.ovoscope.launcher.bench.BenchEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The sides in turns on one network in one process, the order reversed from round to round: what drifts with the machine or the process
 * meets all of them.
 *
 * <p>The agent within its budget and the bare training share a turn, which lasts from one snapshot to the next, the worker's part
 * included: as long as the budget has it wait. They change every second or so, which to the budget is a pause and no training.
 */
final class Contest {
    private static final double NANOS = 1e9;
    private static final int FEW_STEPS = 20;
    /** Of a stretch of a shared turn: longer than what the budget takes for a long step. */
    private static final int STRETCH_STEPS = 25;

    private static final double STRETCH_SECONDS = 1.2;
    private static final double LONGEST_TURN_SECONDS = 1_200;

    private final Order order;
    private final Trained trained;
    private final Consumer<BenchEvent> told;
    private final Map<Side, Rider> riders = new EnumMap<>(Side.class);
    private final List<Turn> turns = new ArrayList<>();
    private final long begun = System.nanoTime();
    private int done;
    private @Nullable Ending ending;

    Contest(Order order, Trained trained, Consumer<BenchEvent> told) {
        this.order = order;
        this.trained = trained;
        this.told = told;
    }

    List<Turn> run() throws IOException, InterruptedException {
        try {
            for (Side side : order.sides()) {
                if (side != Side.AGENT_BUDGET) {
                    riders.put(side, Rider.of(side, trained, order));
                }
            }
            round(0, order.sides().stream().filter(riders::containsKey).toList());
            if (order.sides().contains(Side.AGENT_BUDGET)) {
                // Only now, when everything is compiled: its first snapshot would otherwise be dear, and all others
                // wait for it.
                riders.put(Side.AGENT_BUDGET, Rider.of(Side.AGENT_BUDGET, trained, order));
                round(0, List.of(Side.AGENT_BUDGET));
            }
            for (int round = 1; round <= order.rounds(); round++) {
                List<Side> sides = new ArrayList<>(order.sides());
                if (round % 2 == 0) {
                    Collections.reverse(sides);
                }
                round(round, sides);
            }
            ending = Ending.now(riders.values().stream()
                    .mapToDouble(rider -> rider.agent().get().passSeconds())
                    .sum());
            return List.copyOf(turns);
        } finally {
            riders.values().forEach(Rider::close);
        }
    }

    /** What was there when the last turn was over; not before {@link #run}. */
    Ending end() {
        if (ending == null) {
            throw new IllegalStateException("the turns are not over");
        }
        return ending;
    }

    private void round(int round, List<Side> sides) throws InterruptedException {
        for (Side side : sides) {
            tell(round, side);
            if (side == Side.AGENT_BUDGET) {
                shared(round);
            } else if (side != Side.BARE || !sides.contains(Side.AGENT_BUDGET)) {
                turn(round, side);
            }
            done++;
        }
    }

    private void turn(int round, Side side) throws InterruptedException {
        Rider rider = rider(side);
        Stint stint = new Stint(rider, trained);
        boolean isBusy = side.every() == 1; // at every step there is no end to the worker's work
        long least = isBusy ? FEW_STEPS : order.size().turnSteps();
        stint.ride(steps -> steps >= least && (isBusy || rider.isIdle()));
        stint.rest();
        turns.add(stint.turn(round));
    }

    private void shared(int round) throws InterruptedException {
        Rider rider = rider(Side.AGENT_BUDGET);
        Stint agent = new Stint(rider, trained);
        Stint bare = new Stint(rider(Side.BARE), trained);
        boolean bareFirst = round % 2 == 0;
        do {
            if (bareFirst) {
                bare.ride(isStretch());
            }
            agent.ride(isStretch().and(steps -> rider.isIdle()));
            if (!bareFirst) {
                bare.ride(isStretch());
            }
            bareFirst = !bareFirst;
        } while (agent.taken() == 0 && agent.seconds() < LONGEST_TURN_SECONDS);
        turns.add(bare.turn(round));
        turns.add(agent.turn(round));
    }

    private static LongPredicate isStretch() {
        long begin = System.nanoTime();
        return steps -> steps >= STRETCH_STEPS && System.nanoTime() - begin >= STRETCH_SECONDS * NANOS;
    }

    private Rider rider(Side side) {
        Rider rider = riders.get(side);
        if (rider == null) {
            throw new IllegalStateException(side + " is not prepared");
        }
        return rider;
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
