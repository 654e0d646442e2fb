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
    private final Map<LayerId, Remembered> layers = new LinkedHashMap<>(16, 0.75f, true);
    private long weightBytes;

    /**
     * Of one layer.
     *
     * @param generation how often its run had been deleted
     */
    private record Remembered(int generation, Map<String, ProbeWeights> tasks) {}

    ProbeStates(long maxWeightBytes) {
        this.maxWeightBytes = maxWeightBytes;
    }

    /**
     * The states of a layer's tasks by name.
     *
     * @param generation how often the run has been deleted: what is left of an earlier run of its name is forgotten
     */
    synchronized Map<String, ProbeWeights> of(LayerId layer, int generation) {
        Remembered remembered = layers.get(layer);
        if (remembered == null || remembered.generation() > generation) {
            return Map.of();
        }
        if (remembered.generation() < generation) {
            forget(layer);
            return Map.of();
        }
        return Map.copyOf(remembered.tasks());
    }

    /**
     * Takes a state.
     *
     * @param generation how often the run had been deleted when its scoring began; it is passed over where that is known to have
     *     been an earlier run of its name
     */
    synchronized void put(ProbeWeights state, int generation) {
        LayerId layer = new LayerId(state.run(), state.layer());
        Remembered remembered = layers.get(layer);
        if (remembered != null && remembered.generation() > generation) {
            return;
        }
        if (remembered != null && remembered.generation() < generation) {
            forget(layer);
        }
        Map<String, ProbeWeights> tasks = layers.computeIfAbsent(
                        layer, absent -> new Remembered(generation, new LinkedHashMap<>()))
                .tasks();
        ProbeWeights before = tasks.put(state.task(), state);
        weightBytes += bytes(state) - (before == null ? 0 : bytes(before));
        if (weightBytes > maxWeightBytes) {
            forgetWeights();
        }
    }

    synchronized void remove(LayerId layer, String task) {
        Remembered remembered = layers.get(layer);
        ProbeWeights removed = remembered == null ? null : remembered.tasks().remove(task);
        if (removed != null) {
            weightBytes -= bytes(removed);
        }
    }

    private void forget(LayerId layer) {
        Remembered remembered = layers.remove(layer);
        if (remembered != null) {
            remembered.tasks().values().forEach(state -> weightBytes -= bytes(state));
        }
    }

    /** Of the layers least recently used, until the rest fits. */
    private void forgetWeights() {
        for (Remembered remembered : layers.values()) {
            if (weightBytes <= maxWeightBytes) {
                return;
            }
            remembered.tasks().replaceAll((task, state) -> {
                weightBytes -= bytes(state);
                return state.keeping(false, false);
            });
        }
    }

    private static long bytes(ProbeWeights state) {
        return bytes(state.weights()) + bytes(state.controlWeights());
    }

    private static long bytes(Optional<Tensor> tensor) {
        return tensor.map(present -> (long) present.data().remaining()).orElse(0L);
    }
}
