package io.ovoscope.demo.model;

import java.time.Duration;
import java.util.Optional;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * How a model is trained: Adam, the learning rate rising linearly over the warm-up and then falling linearly to zero at
 * the last step.
 *
 * @param batch windows per step
 * @param learningRate the highest, reached at the end of the warm-up
 * @param warmUpSteps steps in which the rate rises; less than maxSteps
 * @param maxSteps updates after which training ends
 * @param maxTime wall-clock time after which training ends even if steps are left; this alone makes a run depend on the
 *     machine's speed
 * @param seed of the order of the training text
 * @param sabotage harm to be done to it; empty for none
 */
public record TrainingConfig(
        int batch,
        double learningRate,
        int warmUpSteps,
        int maxSteps,
        Duration maxTime,
        long seed,
        Optional<Sabotage> sabotage) {

    /** Checks every number. */
    public TrainingConfig {
        if (batch < 1) {
            throw new IllegalArgumentException("batch " + batch + ": expecting at least 1");
        }
        if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
            throw new IllegalArgumentException("learningRate " + learningRate + ": expecting a positive number");
        }
        if (maxSteps < 1) {
            throw new IllegalArgumentException("maxSteps " + maxSteps + ": expecting at least 1");
        }
        if (warmUpSteps < 0 || warmUpSteps >= maxSteps) {
            throw new IllegalArgumentException(
                    "warmUpSteps " + warmUpSteps + ": expecting 0 <= warmUpSteps < maxSteps " + maxSteps);
        }
        if (maxTime.isNegative() || maxTime.isZero()) {
            throw new IllegalArgumentException("maxTime " + maxTime + ": expecting a positive duration");
        }
    }

    /** Training without harm. */
    public TrainingConfig(int batch, double learningRate, int warmUpSteps, int maxSteps, Duration maxTime, long seed) {
        this(batch, learningRate, warmUpSteps, maxSteps, maxTime, seed, Optional.empty());
    }

    /** The same with harm done to it. */
    public TrainingConfig with(Sabotage harm) {
        return new TrainingConfig(batch, learningRate, warmUpSteps, maxSteps, maxTime, seed, Optional.of(harm));
    }

    /** The learning rate of every step. */
    ISchedule schedule() {
        WarmUpThenDecay usual = new WarmUpThenDecay(learningRate, warmUpSteps, maxSteps);
        return sabotage.isEmpty()
                ? usual
                : new RateUnderSabotage(usual, sabotage.get().fromStep(), learningRate * Sabotage.RATE);
    }
}
