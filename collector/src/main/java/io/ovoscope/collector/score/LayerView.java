package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.ProbeWeights;
import java.util.Map;

/**
 * A whole layer at one step, with all that is known of it when it is examined.
 *
 * @param before states of the layer's tasks, by name, as far as they fit the layer as it is now
 * @param remembered the samples of its rows
 * @param workspace of this thread
 */
record LayerView(
        LayerJob job,
        LayerJob.Whole whole,
        Map<String, ProbeWeights> before,
        Remembered remembered,
        PointWriter writer,
        ScoreSettings settings,
        ProbeWorkspace workspace) {

    ProbeSet set() {
        return job.probeSet();
    }

    float[] values() {
        return whole.values();
    }

    int width() {
        return whole.width();
    }
}
