package io.ovoscope.collector.score;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.ProbeWeights;
import java.util.List;

/** What came of a layer at one step: a point for each task, and what is remembered for the next step. */
record LayerResult(List<CurvePoint> points, List<ProbeWeights> states) {
    LayerResult {
        points = List.copyOf(points);
        states = List.copyOf(states);
    }
}
