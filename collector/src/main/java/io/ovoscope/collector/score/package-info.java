/**
 * From activations to points: parts of a layer are put together, its probes are trained on a pool of threads while the consumer
 * keeps polling, and an offset is committed only after all that was made of it is acknowledged.
 */
@NullMarked
package io.ovoscope.collector.score;

import org.jspecify.annotations.NullMarked;
