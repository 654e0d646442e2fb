package io.ovoscope.collector.score;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.ProbeWeights;
import java.util.List;

/**
 * What came of a layer at one step.
 *
 * @param points one for each task, and those of the geometry
 * @param states what is remembered of its probes for the next step
 * @param samples of its rows, to compare later snapshots with: each whole in one part, of any size
 */
record LayerResult(List<CurvePoint> points, List<ProbeWeights> states, List<LayerSample> samples) {
    LayerResult {
        points = List.copyOf(points);
        states = List.copyOf(states);
        samples = List.copyOf(samples);
    }

    /** The same, leaving no trace for later snapshots. */
    LayerResult withoutMemory() {
        return new LayerResult(points, List.of(), List.of());
    }
}
