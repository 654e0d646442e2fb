/** Model files of a run's snapshots on disk: written whole or not at all, bounded, and told of. */
@NullMarked
package io.ovoscope.agent.checkpoint;

import org.jspecify.annotations.NullMarked;
