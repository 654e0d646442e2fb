package io.ovoscope.demo.model;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises linearly to its peak and then falls linearly to zero at the last step. Two equal schedules
 * must be equal objects: DL4J merges the state of layers that are updated alike, and a network read from a file with its
 * state merged otherwise trains on nonsense.
 *
 * @param peak highest rate
 * @param warmUpSteps steps until the peak
 * @param steps steps until zero
 */
public record WarmUpThenDecay(
        @JsonProperty("peak") double peak,
        @JsonProperty("warmUpSteps") int warmUpSteps,
        @JsonProperty("steps") int steps)
        implements ISchedule {

    @Override
    public double valueAt(int iteration, int epoch) {
        if (iteration < warmUpSteps) {
            return peak * (iteration + 1) / warmUpSteps;
        }
        return peak * Math.max(0, steps - iteration) / (steps - warmUpSteps);
    }

    @Override
    public ISchedule clone() {
        return new WarmUpThenDecay(peak, warmUpSteps, steps);
    }
}
