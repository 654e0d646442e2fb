package io.ovoscope.collector.publish;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.StepClosed;
import java.util.List;
import java.util.Optional;

/** Records as InfluxDB line protocol, exactly as the stage writes them: {@code docs/influxdb-schema.md}. */
public final class LineProtocol {
    private LineProtocol() {}

    /**
     * The line of a record, without a line break; empty for records that InfluxDB is not told.
     *
     * @throws IllegalArgumentException where InfluxDB cannot hold the record's time
     */
    public static Optional<String> of(CurveRecord record) {
        if (record instanceof CurvePoint point) {
            return Optional.of(Lines.of(point));
        }
        if (record instanceof StepClosed closed) {
            return Optional.of(Lines.of(closed));
        }
        return record instanceof LayerProfile profile ? Optional.of(Lines.of(profile)) : Optional.empty();
    }

    /** The lines of a finding, likewise: one for its measurement, and one to draw it by. */
    public static List<String> of(Finding finding) {
        return FindingLines.of(finding);
    }

    /** The line of a health record, likewise; empty where it counts and measures nothing. */
    public static Optional<String> of(Health health) {
        String line = Lines.of(health);
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }
}
