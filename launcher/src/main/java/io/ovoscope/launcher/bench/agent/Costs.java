package io.ovoscope.launcher.bench.agent;

import io.ovoscope.launcher.bench.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the sides cost, from the turns of a network. */
record Costs(Measured measured) {
    private record Pair(Turn side, Turn bare) {}

    /** Share of the training time that a side takes: what its steps take longer than bare ones, of what they take. */
    Estimate share(Side side) {
        return Estimate.over(pairs(side), pairs -> 1 - bareStep(pairs) / sideStep(pairs));
    }

    /** Steps per second, in proportion to the bare training's. */
    Estimate ratio(Side side) {
        return Estimate.over(pairs(side), pairs -> bareStep(pairs) / sideStep(pairs));
    }

    double stepsPerSecond(Side side) {
        return 1 / sideStep(pairs(side));
    }

    /** Milliseconds on the training thread for each snapshot, report, file or copy. */
    List<Double> snapshotMillis(Side side) {
        return measured.of(side).stream()
                .flatMap(turn -> turn.snapshotMillis().stream())
                .toList();
    }

    /** Median milliseconds of the agent's snapshots, in proportion to the median of the plain copies. */
    Estimate copies() {
        List<Turn> agent = Stream.of(Side.AGENT_BUDGET, Side.AGENT_50)
                .flatMap(side -> measured.of(side).stream())
                .toList();
        double copy = Estimate.median(snapshotMillis(Side.COPY));
        return Estimate.over(
                agent,
                turns -> Estimate.median(turns.stream()
                                .flatMap(turn -> turn.snapshotMillis().stream())
                                .toList())
                        / copy);
    }

    long snapshots(Side side) {
        return measured.of(side).stream()
                .mapToLong(turn -> turn.snapshotMillis().size())
                .sum();
    }

    long sent(Side side) {
        return measured.of(side).stream().mapToLong(Turn::sent).sum();
    }

    private List<Pair> pairs(Side side) {
        List<Pair> pairs = new ArrayList<>();
        for (Turn turn : measured.of(side)) {
            measured.of(Side.BARE).stream()
                    .filter(bare -> bare.round() == turn.round())
                    .forEach(bare -> pairs.add(new Pair(turn, bare)));
        }
        return pairs;
    }

    private static double sideStep(List<Pair> pairs) {
        return pairs.stream().mapToDouble(pair -> pair.side().seconds()).sum()
                / pairs.stream().mapToDouble(pair -> pair.side().steps()).sum();
    }

    private static double bareStep(List<Pair> pairs) {
        return pairs.stream().mapToDouble(pair -> pair.bare().seconds()).sum()
                / pairs.stream().mapToDouble(pair -> pair.bare().steps()).sum();
    }
}
