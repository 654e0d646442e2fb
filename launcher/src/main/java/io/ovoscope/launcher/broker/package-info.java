/** A real Kafka broker for one machine, in a process of its own. */
@NullMarked
package io.ovoscope.launcher.broker;

import org.jspecify.annotations.NullMarked;
