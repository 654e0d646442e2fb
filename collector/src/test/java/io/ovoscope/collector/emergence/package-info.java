/** Tests of when a curve rose: against other implementations, in small exact cases, and how often sets of cells hold a known truth. */
@NullMarked
package io.ovoscope.collector.emergence;

import org.jspecify.annotations.NullMarked;
