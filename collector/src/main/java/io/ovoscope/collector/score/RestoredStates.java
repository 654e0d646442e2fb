package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the records of one partition of the probe states, in order, into what is remembered. Records that cannot be read, or whose key
 * is not that of what they hold, are passed over.
 */
final class RestoredStates {
    private static final Logger log = LoggerFactory.getLogger(RestoredStates.class);
    private static final int LAYER = 2;

    private final ProbeStates into;
    private final RunCatalog catalog;
    private final SampleParts samples = new SampleParts();

    RestoredStates(ProbeStates into, RunCatalog catalog) {
        this.into = into;
        this.catalog = catalog;
    }

    void take(ConsumerRecord<String, byte[]> record) {
        try {
            String key = record.key() == null ? "" : record.key();
            if (record.value() == null) {
                remove(key);
            } else if (LayerSample.isKey(key)) {
                take(key, LayerSample.read(ByteBuffer.wrap(record.value())));
            } else {
                take(key, ProbeWeights.read(ByteBuffer.wrap(record.value())));
            }
        } catch (RuntimeException e) {
            log.warn("{}-{}@{}: passed over", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void take(String key, ProbeWeights state) {
        requireKey(key, state.key());
        into.put(state, catalog.deletions(state.run()));
    }

    private void take(String key, LayerSample part) {
        requireKey(key, part.key());
        samples.add(part).ifPresent(whole -> into.put(whole, catalog.deletions(whole.run())));
    }

    private static void requireKey(String key, String wanted) {
        if (!key.equals(wanted)) {
            throw new WireFormatException("key '" + key + "': the record says '" + wanted + "'");
        }
    }

    /** A sample lacks a part then, so it is none. */
    private void remove(String key) {
        List<String> parts = RecordKey.parts(key);
        LayerId layer = new LayerId(parts.get(0), Integer.parseInt(parts.get(LAYER)));
        if (!LayerSample.isKey(key)) {
            into.remove(layer, parts.get(1));
            return;
        }
        for (LayerSample.Role role : LayerSample.Role.values()) {
            String first = RecordKey.sample(layer.run(), role, layer.layer(), 0);
            if (RecordKey.parts(first).get(1).equals(parts.get(1))) {
                samples.remove(layer, role);
                into.remove(layer, role);
            }
        }
    }
}
