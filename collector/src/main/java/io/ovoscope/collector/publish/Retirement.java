package io.ovoscope.collector.publish;

/**
 * Points that a later attempt of their run has retired: those of attempts before it, from the step on at which it began.
 *
 * @param attempt the later one
 * @param fromStep the step at which it began
 */
record Retirement(String run, int attempt, long fromStep) {}
