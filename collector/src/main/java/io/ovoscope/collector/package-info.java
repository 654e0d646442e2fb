/** The collector: its settings, and the stages joined in the order of the line. */
@NullMarked
package io.ovoscope.collector;

import org.jspecify.annotations.NullMarked;
