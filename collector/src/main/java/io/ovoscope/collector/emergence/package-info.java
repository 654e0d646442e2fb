/** When a curve rose, and how surely: isotonic fits, resampled sentences, sets of cells, orders. Pure arithmetic. */
@NullMarked
package io.ovoscope.collector.emergence;

import org.jspecify.annotations.NullMarked;
