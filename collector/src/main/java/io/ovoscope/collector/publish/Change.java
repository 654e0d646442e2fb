package io.ovoscope.collector.publish;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What a record of the topics changes in InfluxDB. */
sealed interface Change {
    /** The record, for the dead letter where InfluxDB refuses the change; null where the change comes of none. */
    @Nullable ConsumerRecord<String, byte[]> origin();

    /** A point to write. */
    record Write(String line, ConsumerRecord<String, byte[]> origin) implements Change {}

    /** Points to mark as retired. */
    record Retire(Retirement retirement) implements Change {
        @Override
        public @Nullable ConsumerRecord<String, byte[]> origin() {
            return null;
        }
    }

    /** Points to delete. */
    record Erase(Erasure erasure, ConsumerRecord<String, byte[]> origin) implements Change {}

    /**
     * Which points to delete.
     *
     * @param measurements where they are
     * @param run the run they belong to
     * @param id of the finding; null for everything of the run
     */
    record Erasure(
            List<String> measurements, String run, @Nullable String id) {
        public Erasure {
            measurements = List.copyOf(measurements);
        }
    }
}
