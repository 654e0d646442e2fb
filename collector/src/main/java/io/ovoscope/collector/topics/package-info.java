/** Reading and writing the topics: what every stage of the collector shares about Kafka. */
@NullMarked
package io.ovoscope.collector.topics;

import org.jspecify.annotations.NullMarked;
