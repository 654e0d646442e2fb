package io.ovoscope.demo.model;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A learning rate that rises linearly to its peak and then falls linearly to zero at the last step. */
public final class WarmUpThenDecay implements ISchedule {

    private static final long serialVersionUID = 1L;

    private final double peak;
    private final int warmUpSteps;
    private final int steps;

    /**
     * The schedule.
     *
     * @param peak highest rate
     * @param warmUpSteps steps until the peak
     * @param steps steps until zero
     */
    public WarmUpThenDecay(
            @JsonProperty("peak") double peak,
            @JsonProperty("warmUpSteps") int warmUpSteps,
            @JsonProperty("steps") int steps) {
        this.peak = peak;
        this.warmUpSteps = warmUpSteps;
        this.steps = steps;
    }

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

    /** The highest rate. */
    public double getPeak() {
        return peak;
    }

    /** Steps until the peak. */
    public int getWarmUpSteps() {
        return warmUpSteps;
    }

    /** Steps until zero. */
    public int getSteps() {
        return steps;
    }
}
