package io.ovoscope.collector.publish;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import io.ovoscope.wire.WireFormatException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the records of the three published topics change in InfluxDB. */
final class Changes {
    private final KafkaSettings kafka;
    private final Predicate<CurveRecord> isRetired;

    /** @param isRetired whether a later attempt of its run has retired a record */
    Changes(KafkaSettings kafka, Predicate<CurveRecord> isRetired) {
        this.kafka = kafka;
        this.isRetired = isRetired;
    }

    /**
     * The changes that the record makes, none or several. A tombstone of a point or a closed step means that the run is deleted, since single ones
     * never are; one of a profile over layers, which may be withdrawn alone, makes none; one of a finding, that it no longer holds.
     *
     * @throws IllegalArgumentException (also as {@link WireFormatException}) where the record cannot be read or written
     */
    List<Change> of(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return erasure(record).stream().toList();
        }
        return lines(record).stream()
                .filter(line -> !line.isEmpty())
                .<Change>map(line -> new Change.Write(line, record))
                .toList();
    }

    private List<String> lines(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(kafka.name(Topic.FINDINGS))) {
            return FindingLines.of(Finding.read(record.value()));
        }
        if (record.topic().equals(kafka.name(Topic.HEALTH))) {
            return List.of(Lines.of(Health.read(record.value())));
        }
        return List.of(curveLine(record));
    }

    private String curveLine(ConsumerRecord<String, byte[]> record) {
        CurveRecord curve = CurveRecord.read(record.value());
        boolean retired = isRetired.test(curve);
        if (curve instanceof CurvePoint point) {
            return Lines.of(point, retired);
        }
        if (curve instanceof LayerProfile profile) {
            return Lines.of(profile, retired);
        }
        return curve instanceof StepClosed closed ? Lines.of(closed, retired) : "";
    }

    private Optional<Change> erasure(ConsumerRecord<String, byte[]> record) {
        List<String> key = record.key() == null ? List.of() : RecordKey.parts(record.key());
        if (key.isEmpty() || key.get(0).isEmpty()) {
            return Optional.empty();
        }
        String run = key.get(0);
        if (record.topic().equals(kafka.name(Topic.CURVES))) {
            List<String> ofRun = List.of(Lines.PROBE, Lines.SNAPSHOT, Lines.LAYERS);
            return RecordKey.isProfile(key) ? Optional.empty() : erase(record, new Change.Erasure(ofRun, run, null));
        }
        if (record.topic().equals(kafka.name(Topic.FINDINGS)) && key.size() == 2) {
            return erase(
                    record, new Change.Erasure(List.of(Lines.EMERGENCE, Lines.FINDING, Lines.DROP), run, key.get(1)));
        }
        return Optional.empty();
    }

    private static Optional<Change> erase(ConsumerRecord<String, byte[]> record, Change.Erasure erasure) {
        return Optional.of(new Change.Erase(erasure, record));
    }
}
