package io.ovoscope.collector.score;

import io.ovoscope.wire.ActivationPart;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One {@link LayerZero} of a run and step for all partitions of this copy of the collector: its rows are held, and what follows from
 * them is computed, once. Forgets what no partition holds any more. Used by one thread.
 */
final class SharedLayerZeros {
    private final Map<ActivationPart.Header, WeakReference<LayerZero>> inUse = new HashMap<>();

    /** The one that another partition has put together from copies of the same records, else a new one. */
    LayerZero of(ActivationPart.Header header, float[] values, int width) {
        inUse.values().removeIf(reference -> reference.get() == null);
        WeakReference<LayerZero> reference = inUse.get(header);
        LayerZero present = reference == null ? null : reference.get();
        if (present != null && present.width() == width && Arrays.equals(present.values(), values)) {
            return present;
        }
        LayerZero fresh = new LayerZero(values, width);
        inUse.put(header, new WeakReference<>(fresh));
        return fresh;
    }
}
