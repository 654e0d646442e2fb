package io.ovoscope.launcher.bench.agent;

import java.util.List;

/**
 * What a process that trained has measured.
 *
 * @param parameters of the network
 * @param peakMebibytes most memory that the process held, as Linux counts it; −1 where the system does not say
 * @param ending what was there at the end
 */
record Measured(Size size, long parameters, long peakMebibytes, Ending ending, List<Turn> turns) {
    Measured {
        turns = List.copyOf(turns);
    }

    /** Those of a side that count. */
    List<Turn> of(Side side) {
        return turns.stream()
                .filter(turn -> turn.side() == side && turn.round() > 0)
                .toList();
    }
}
