package io.ovoscope.agent.send;

import io.ovoscope.wire.RecordKey;

/** How a sender comes into a run. */
enum RunEntry {
    /** As its next attempt: of the senders that do, the newest alone may send. */
    TAKES_OVER(""),
    /** Under the attempt that is in force, beside an agent that may be watching. */
    JOINS("/replay");

    private final String suffix;

    RunEntry(String suffix) {
        this.suffix = suffix;
    }

    /** Kafka lets one producer of each transactional id live. A run's name, as it stands in a key, has no {@code /}. */
    String transactionalId(KafkaTarget target, String run) {
        return target.topicPrefix() + "." + RecordKey.run(run) + suffix;
    }
}
