package io.ovoscope.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a run's tasks emerged, by t_50 over the best layer, beside an order that was expected.
 *
 * @param at when the newest of the tasks emerged
 * @param groups tasks by emergence, the earliest first; tasks of equal step together
 * @param reference the order to compare with, the earliest first; empty without one
 * @param compared how many tasks both orders hold
 * @param tau Kendall's τ-b of the two; null where fewer than two tasks are in both, or all are tied
 * @param lower lower end of its 95% interval, by bootstrap over sentences; null where there is none
 * @param upper upper end, likewise
 */
public record EmergenceOrder(
        String run,
        int attempt,
        Instant at,
        List<List<String>> groups,
        List<String> reference,
        int compared,
        @Nullable Double tau,
        @Nullable Double lower,
        @Nullable Double upper)
        implements Finding {
    public EmergenceOrder {
        Checks.present("an order", "run", run);
        Checks.present("an order", "at", at);
        Checks.present("an order", "groups", groups);
        Checks.present("an order", "reference", reference);
        Names.run(run);
        groups = groups.stream().map(List::copyOf).toList();
        reference = List.copyOf(reference);
        for (Double value : new Double[] {tau, lower, upper}) {
            if (value != null) {
                Checks.within("tau", value, -1.0, 1.0);
            }
        }
    }

    @Override
    public String id() {
        return "emergence-order";
    }

    @Override
    public State state() {
        return State.NOTE;
    }
}
