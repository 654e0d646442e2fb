package io.ovoscope.collector.view;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Provenance;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A curve point without what no page needs: the correctness of single items.
 *
 * @param version of the store when the point came
 * @param missing why there is no result; null where there is one
 * @param provenance how the probe was trained; null where none was
 */
record StoredPoint(
        long version,
        int attempt,
        Level level,
        LabelSource source,
        String task,
        int layer,
        long step,
        Instant takenAt,
        @Nullable Double loss,
        Figures figures,
        Evidence.@Nullable Missing missing,
        @Nullable Provenance provenance,
        List<String> remarks) {

    static StoredPoint of(CurvePoint point, long version) {
        return new StoredPoint(
                version,
                point.attempt(),
                point.level(),
                point.source(),
                point.task(),
                point.layer(),
                point.step(),
                point.takenAt(),
                point.loss(),
                point.figures(),
                point.evidence() instanceof Evidence.Missing missing ? missing : null,
                point.provenance(),
                point.remarks());
    }
}
