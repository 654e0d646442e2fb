package io.ovoscope.collector.score;

import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of every task of the layers of one partition: the frozen strengths and baselines, and as many of the newest
 * weights as the limit allows. Any thread may use it.
 */
final class ProbeStates {
    private final long maxWeightBytes;
    private final Map<LayerId, Map<String, ProbeWeights>> layers = new LinkedHashMap<>(16, 0.75f, true);
    private long weightBytes;

    ProbeStates(long maxWeightBytes) {
        this.maxWeightBytes = maxWeightBytes;
    }

    /** The states of a layer's tasks by name. */
    synchronized Map<String, ProbeWeights> of(LayerId layer) {
        return Map.copyOf(layers.getOrDefault(layer, Map.of()));
    }

    synchronized void put(ProbeWeights state) {
        LayerId layer = new LayerId(state.run(), state.layer());
        ProbeWeights before =
                layers.computeIfAbsent(layer, absent -> new LinkedHashMap<>()).put(state.task(), state);
        weightBytes += bytes(state) - (before == null ? 0 : bytes(before));
        if (weightBytes > maxWeightBytes) {
            forgetWeights();
        }
    }

    synchronized void remove(LayerId layer, String task) {
        Map<String, ProbeWeights> tasks = layers.get(layer);
        ProbeWeights removed = tasks == null ? null : tasks.remove(task);
        if (removed != null) {
            weightBytes -= bytes(removed);
        }
    }

    /** Of the layers least recently used, until the rest fits. */
    private void forgetWeights() {
        for (Map<String, ProbeWeights> tasks : layers.values()) {
            if (weightBytes <= maxWeightBytes) {
                return;
            }
            tasks.replaceAll((task, state) -> {
                weightBytes -= bytes(state);
                return withoutWeights(state);
            });
        }
    }

    private static ProbeWeights withoutWeights(ProbeWeights state) {
        return new ProbeWeights(
                state.run(),
                state.attempt(),
                state.task(),
                state.layer(),
                state.step(),
                state.probeSet(),
                state.classes(),
                state.width(),
                state.l2(),
                state.untrained(),
                Optional.empty(),
                Optional.empty());
    }

    private static long bytes(ProbeWeights state) {
        return bytes(state.weights()) + bytes(state.controlWeights());
    }

    private static long bytes(Optional<Tensor> tensor) {
        return tensor.map(present -> (long) present.data().remaining()).orElse(0L);
    }
}
