/** Examines checkpoints that exist: a process of its own runs the probe set through them, and the same line is fed. */
@NullMarked
package io.ovoscope.launcher.replay;

import org.jspecify.annotations.NullMarked;
