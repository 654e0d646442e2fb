package io.ovoscope.demo.model;

/**
 * Where training stands after an update.
 *
 * @param step updates done
 * @param totalSteps updates planned
 * @param loss mean of the last update, nats per token
 * @param tokensPerSecond over the whole run so far
 * @param secondsLeft until the last step or the time limit, whichever is nearer, at this speed
 */
public record TrainingProgress(int step, int totalSteps, double loss, double tokensPerSecond, double secondsLeft) {}
