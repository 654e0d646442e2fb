package io.ovoscope.collector.score;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer at one step, ready to be scored, or given up.
 *
 * @param offsets what it was put together from: needed until its points are acknowledged
 */
record LayerJob(
        ActivationPart.Header header, RunManifest manifest, ProbeSet probeSet, Content content, List<Long> offsets) {

    /** What there is of the layer. */
    sealed interface Content {}

    /**
     * All of it.
     *
     * @param values rows × width, row-major; not to be changed, since layer 0 is shared
     * @param layerZero layer 0 of the same run, attempt and step: of layer 0 its own values; null where it is not there, because it
     *     was deleted before it was read, or given up
     */
    @SuppressWarnings("ArrayRecordComponent") // a layer is too large to copy; the job gives it up
    record Whole(float[] values, int width, @Nullable LayerZero layerZero) implements Content {}

    /**
     * Not all of it.
     *
     * @param rows how many rows arrived
     */
    record Incomplete(int rows) implements Content {}

    LayerId layer() {
        return new LayerId(header.run(), header.layer());
    }

    /** Whether it is a checkpoint of a run whose training was watched: it stands beside what was seen then, and changes nothing of it. */
    boolean isAfterwards() {
        return header.replayed() && !manifest.fromCheckpoints();
    }

    /** The same with this content. */
    LayerJob with(Content other) {
        return new LayerJob(header, manifest, probeSet, other, offsets);
    }

    /** For messages. */
    String name() {
        return "layer " + header.layer() + " of run '" + header.run() + "' at step " + header.step();
    }
}
