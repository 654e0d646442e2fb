package io.ovoscope.collector.score;

import java.util.List;

/** Figures of tasks that share an input, which cost about as much as their probes: taken on a cadence. */
sealed interface CostlyFigures permits CodeLengths, LayerZeroGains {
    Cadence cadence();

    /**
     * The figures of some tasks.
     *
     * @param due tasks whose probes are trained
     * @return what is added to each, in their order
     */
    List<Addition> of(List<TaskScore> due);
}
