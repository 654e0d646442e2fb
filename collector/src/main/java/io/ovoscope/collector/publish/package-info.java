/** Copies curves, findings and health from the topics into InfluxDB, losing nothing while it is away. */
@NullMarked
package io.ovoscope.collector.publish;

import org.jspecify.annotations.NullMarked;
