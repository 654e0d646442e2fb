package io.ovoscope.demo.model;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The usual rate until training is {@linkplain Sabotage sabotaged}, and a constant one from there on. As of every schedule here, two
 * equal ones must be equal objects: see {@link WarmUpThenDecay}.
 *
 * @param usual the rate before
 * @param fromStep the first step of the other rate
 * @param rate the rate from there on
 */
public record RateUnderSabotage(
        @JsonProperty("usual") WarmUpThenDecay usual,
        @JsonProperty("fromStep") int fromStep,
        @JsonProperty("rate") double rate)
        implements ISchedule {

    @Override
    public double valueAt(int iteration, int epoch) {
        return iteration < fromStep ? usual.valueAt(iteration, epoch) : rate;
    }

    @Override
    public ISchedule clone() {
        return new RateUnderSabotage(usual, fromStep, rate);
    }
}
