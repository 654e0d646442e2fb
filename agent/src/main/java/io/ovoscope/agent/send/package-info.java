/** From the training JVM to the topics: whole snapshots or nothing. */
@NullMarked
package io.ovoscope.agent.send;

import org.jspecify.annotations.NullMarked;
