package io.ovoscope.collector.score;

import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.Tensor;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of the layers of one partition: the frozen strengths and baselines of every task, and as many of the newest
 * weights and of the samples of rows as the limit allows. Any thread may use it.
 */
final class ProbeStates {
    private static final Logger log = LoggerFactory.getLogger(ProbeStates.class);

    private final long maxBytes;
    private final Map<LayerId, Kept> layers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    private boolean told;

    /**
     * Of one layer.
     *
     * @param generation how often its run had been deleted
     */
    private record Kept(
            int generation, Map<String, ProbeWeights> tasks, Map<LayerSample.Role, Remembered.Sample> samples) {
        Kept(int generation) {
            this(generation, new LinkedHashMap<>(), new EnumMap<>(LayerSample.Role.class));
        }

        long bytes() {
            return tasks.values().stream().mapToLong(ProbeStates::bytes).sum()
                    + samples.values().stream().mapToLong(ProbeStates::bytes).sum();
        }

        Optional<Remembered.Sample> sample(LayerSample.Role role) {
            return Optional.ofNullable(samples.get(role));
        }
    }

    /** @param maxBytes of weights and samples together */
    ProbeStates(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * What is remembered of a layer.
     *
     * @param generation how often the run has been deleted: what is left of an earlier run of its name is forgotten
     */
    synchronized Remembered of(LayerId layer, int generation) {
        Kept kept = layers.get(layer);
        if (kept == null || kept.generation() > generation) {
            return Remembered.NOTHING;
        }
        if (kept.generation() < generation) {
            forget(layer);
            return Remembered.NOTHING;
        }
        return new Remembered(
                kept.tasks(), kept.sample(LayerSample.Role.FIRST), kept.sample(LayerSample.Role.PREVIOUS));
    }

    /**
     * Takes the state of a task.
     *
     * @param generation how often the run had been deleted when its scoring began; it is passed over where that is known to have
     *     been an earlier run of its name
     */
    synchronized void put(ProbeWeights state, int generation) {
        kept(new LayerId(state.run(), state.layer()), generation).ifPresent(kept -> {
            ProbeWeights before = kept.tasks().put(state.task(), state);
            grow(bytes(state) - (before == null ? 0 : bytes(before)));
        });
    }

    /**
     * Takes a sample of a layer's rows instead of the one in the same role.
     *
     * @param whole in one part
     * @param generation as for a state
     */
    void put(LayerSample whole, int generation) {
        Remembered.Sample sample = new Remembered.Sample(
                whole.attempt(),
                whole.step(),
                whole.probeSet(),
                whole.width(),
                whole.rows().floats("rows"),
                whole.whole());
        put(new LayerId(whole.run(), whole.layer()), whole.role(), sample, generation);
    }

    private synchronized void put(LayerId layer, LayerSample.Role role, Remembered.Sample sample, int generation) {
        kept(layer, generation).ifPresent(kept -> {
            Remembered.Sample before = kept.samples().put(role, sample);
            grow(bytes(sample) - (before == null ? 0 : bytes(before)));
        });
    }

    synchronized void remove(LayerId layer, String task) {
        Kept kept = layers.get(layer);
        ProbeWeights removed = kept == null ? null : kept.tasks().remove(task);
        if (removed != null) {
            bytes -= bytes(removed);
        }
    }

    synchronized void remove(LayerId layer, LayerSample.Role role) {
        Kept kept = layers.get(layer);
        Remembered.Sample removed = kept == null ? null : kept.samples().remove(role);
        if (removed != null) {
            bytes -= bytes(removed);
        }
    }

    /** Where the layer's things go; empty where they are those of an earlier run of its name. */
    private Optional<Kept> kept(LayerId layer, int generation) {
        Kept kept = layers.get(layer);
        if (kept != null && kept.generation() > generation) {
            return Optional.empty();
        }
        if (kept != null && kept.generation() < generation) {
            forget(layer);
        }
        return Optional.of(layers.computeIfAbsent(layer, absent -> new Kept(generation)));
    }

    private void forget(LayerId layer) {
        Kept kept = layers.remove(layer);
        bytes -= kept == null ? 0 : kept.bytes();
    }

    private void grow(long more) {
        bytes += more;
        if (bytes > maxBytes) {
            forgetLargeThings();
        }
    }

    /** Of the layers least recently used, until the rest fits. */
    private void forgetLargeThings() {
        if (!told) {
            told = true;
            log.warn(
                    "weights and samples of the layers scored longest ago are forgotten: more than {} bytes"
                            + " (stateMebibytesPerPartition); their probes start cold, and comparisons with earlier snapshots end",
                    maxBytes);
        }
        for (Kept kept : layers.values()) {
            if (bytes <= maxBytes) {
                return;
            }
            bytes -= kept.bytes();
            kept.tasks().replaceAll((task, state) -> state.keeping(false, false));
            kept.samples().clear();
        }
    }

    private static long bytes(Remembered.Sample sample) {
        return (long) Float.BYTES * sample.rows().length;
    }

    private static long bytes(ProbeWeights state) {
        return bytes(state.weights()) + bytes(state.controlWeights());
    }

    private static long bytes(Optional<Tensor> tensor) {
        return tensor.map(present -> (long) present.data().remaining()).orElse(0L);
    }
}
