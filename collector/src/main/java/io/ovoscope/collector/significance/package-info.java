/**
 * The arithmetic of drops: whether a curve has fallen, how far, and how many false alarms that costs. Numbers in, numbers out: nothing
 * here knows a topic, a run or a clock.
 */
@NullMarked
package io.ovoscope.collector.significance;

import org.jspecify.annotations.NullMarked;
