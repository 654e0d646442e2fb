/** When a snapshot is taken, what it may cost, and the thread that turns it into activations. */
@NullMarked
package io.ovoscope.agent.snapshot;

import org.jspecify.annotations.NullMarked;
