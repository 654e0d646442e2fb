package io.ovoscope.collector.topics;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes what a {@link TopicTail} reads, on the tail's thread. What it throws is logged and counted against the record. */
public interface TopicReader {
    /** A record; a null value is a tombstone: what stood under the key is deleted. */
    void read(ConsumerRecord<String, byte[]> tombstoneOrRecord);

    /** Everything that was there when the tail started has been read. Called once. */
    default void caughtUp() {}
}
