package io.ovoscope.agent;

import io.ovoscope.agent.send.SenderFactory;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What the agent has from outside.
 *
 * @param sender the way out
 * @param clock for the time that snapshots carry
 * @param nanoTime for measuring, like {@link System#nanoTime}
 */
record Surroundings(SenderFactory sender, Clock clock, LongSupplier nanoTime) {}
