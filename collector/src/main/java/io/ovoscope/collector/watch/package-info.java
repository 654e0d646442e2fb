/** Says what the curves show: which steps are complete, where in the model a task stands, and when each layer came to know it. */
@NullMarked
package io.ovoscope.collector.watch;

import org.jspecify.annotations.NullMarked;
