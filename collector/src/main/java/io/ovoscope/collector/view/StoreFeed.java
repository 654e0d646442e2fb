package io.ovoscope.collector.view;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicReader;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** From records to the store. A record that cannot be read throws, and its reader logs it with topic, partition and offset. */
final class StoreFeed implements TopicReader {
    /** Without these there is nothing to show. */
    static final List<Topic> CURVES = List.of(Topic.RUNS, Topic.CURVES, Topic.FINDINGS);

    /** Says whether training is alive; read apart, so that a missing health topic holds up no curve. */
    static final List<Topic> HEALTH = List.of(Topic.HEALTH);

    private static final String CLOSED =
            RecordKey.parts(RecordKey.closed("r", 0)).get(1);

    private final KafkaSettings kafka;
    private final CurveStore store;
    private final boolean tellsWhenCaughtUp;

    StoreFeed(KafkaSettings kafka, CurveStore store, List<Topic> topics) {
        this.kafka = kafka;
        this.store = store;
        this.tellsWhenCaughtUp = topics.contains(Topic.CURVES);
    }

    @Override
    public void read(ConsumerRecord<String, byte[]> record) {
        for (Topic topic : Topic.values()) {
            if (record.topic().equals(kafka.name(topic))) {
                byte[] value = record.value();
                if (value == null) {
                    delete(topic, record.key());
                } else {
                    put(topic, value);
                }
            }
        }
    }

    @Override
    public void caughtUp() {
        if (tellsWhenCaughtUp) {
            store.caughtUp();
        }
    }

    private void put(Topic topic, byte[] value) {
        switch (topic) {
            case RUNS -> store.put(RunManifest.read(value));
            case CURVES -> store.put(CurveRecord.read(value));
            case FINDINGS -> store.put(Finding.read(value));
            case HEALTH -> store.put(Health.read(value));
            default -> throw new IllegalArgumentException("topic " + topic + ": the page does not read it");
        }
    }

    private void delete(Topic topic, String key) {
        List<String> parts = RecordKey.parts(key);
        String run = parts.get(0);
        switch (topic) {
            case RUNS -> store.deleteManifest(run);
            case CURVES -> deleteCurve(key, parts);
            case FINDINGS -> store.deleteFinding(run, key);
            default -> {
                // A tombstone of a health record: the word of a process that is gone, nothing to show.
            }
        }
    }

    private void deleteCurve(String key, List<String> parts) {
        if (parts.size() == 3 && parts.get(1).equals(CLOSED)) {
            store.deleteClosed(parts.get(0), Long.parseLong(parts.get(2)));
        } else if (RecordKey.isProfile(parts)) {
            store.deleteProfile(parts.get(0), parts.get(1), Long.parseLong(parts.get(3)));
        } else if (parts.size() == 4) {
            int layer = Integer.parseInt(parts.get(2));
            store.deletePoint(parts.get(0), parts.get(1), layer, Long.parseLong(parts.get(3)));
        } else {
            throw new IllegalArgumentException(
                    "tombstone '" + key + "': expecting run/task/layer/step or run/" + CLOSED + "/step");
        }
    }
}
