package io.ovoscope.collector.topics;

import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Reads topics once, from the beginning to where they end now. */
public final class WholeTopics {
    private WholeTopics() {}

    /**
     * Hands every record, tombstones too, to the reader; of several topics in no particular order.
     *
     * @throws TimeoutException naming broker and topics, where the end is not reached in time
     */
    public static void read(
            KafkaSettings kafka, String clientId, List<Topic> topics, Duration atMost, TopicReader reader)
            throws InterruptedException, TimeoutException {
        try (TopicTail tail = new TopicTail(kafka, clientId, topics, reader)) {
            if (!tail.awaitCaughtUp(atMost)) {
                throw new TimeoutException(
                        "reading " + topics.stream().map(kafka::name).toList() + " took longer than "
                                + atMost.toSeconds() + " s: is there " + kafka + "?");
            }
        }
    }
}
