/** Examines checkpoints that exist: the probe set is run through each, and the same line is fed as by an agent in training. */
@NullMarked
package io.ovoscope.agent.replay;

import org.jspecify.annotations.NullMarked;
