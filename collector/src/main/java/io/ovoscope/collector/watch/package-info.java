/** Says what the curves show: which steps are complete, and when each layer came to know a task. */
@NullMarked
package io.ovoscope.collector.watch;

import org.jspecify.annotations.NullMarked;
