package io.ovoscope.collector.score;

import io.ovoscope.wire.ActivationPart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Layer 0 of the steps whose other layers are still to be scored in one partition. Each is kept, and its records are needed, until all
 * those layers have been scored or are not to be expected any more: because the run's next layer 0 has come, which stands behind them
 * in the partition, because the run is deleted, or because nothing came for as long as a layer may be in assembly. At most
 * {@code maxLayersInAssembly} are kept; the oldest is given up beyond that. Used by one thread.
 */
final class LayerZeros {
    private static final Logger log = LoggerFactory.getLogger(LayerZeros.class);

    private final ScoreSettings settings;
    private final Clock clock;
    private final ScoreCounters counters;
    private final SharedLayerZeros shared;
    private final Partition partition;
    private final Map<Moment, Kept> kept = new LinkedHashMap<>();

    /** What goes on around. */
    interface Partition {
        /** Whether parts of this layer have come, of the step and attempt of this layer 0, and others are waited for. */
        boolean isArriving(ActivationPart.Header layerZero, int layer);

        /** Whether the run is still scored. */
        boolean isWanted(ActivationPart.Header layerZero, int width);

        /** These offsets are needed for a layer 0, whatever else they are needed for. */
        void need(Collection<Long> offsets);

        /** These offsets are no longer needed for a layer 0. */
        void release(Collection<Long> offsets);
    }

    /** What a layer 0 and the other layers beside it have in common. */
    private record Moment(String run, int attempt, long step, boolean replayed) {
        static Moment of(ActivationPart.Header header) {
            return new Moment(header.run(), header.attempt(), header.step(), header.replayed());
        }
    }

    private static final class Kept {
        final ActivationPart.Header header;
        final LayerZero layerZero;
        final List<Long> offsets;
        /** Layers that have not come yet. */
        final Set<Integer> awaited;
        /** Layers that wait for a thread or are on one. */
        final Set<Integer> unfinished = new TreeSet<>();

        Instant lastUse;

        Kept(LayerJob job, LayerZero layerZero, Collection<Integer> layers, Instant now) {
            header = job.header();
            this.layerZero = layerZero;
            offsets = job.offsets();
            awaited = new TreeSet<>(layers);
            lastUse = now;
        }
    }

    /** @param shared by all partitions of this copy of the collector */
    LayerZeros(
            ScoreSettings settings, Clock clock, ScoreCounters counters, SharedLayerZeros shared, Partition partition) {
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
        this.shared = shared;
        this.partition = partition;
    }

    int count() {
        return kept.size();
    }

    /**
     * A layer that has come or is given up, with its layer 0 beside it where it is whole; layer 0 itself is kept for the others.
     *
     * @param others layers besides layer 0 of the run that live in this partition
     */
    LayerJob join(LayerJob job, List<Integer> others) {
        LayerZero layerZero = job.layer().layer() == 0 ? null : claim(job.header());
        if (!(job.content() instanceof LayerJob.Whole whole)) {
            return job;
        }
        if (job.layer().layer() == 0) {
            LayerZero itself = shared.of(job.header(), whole.values(), whole.width());
            keep(job, itself, others);
            return job.with(new LayerJob.Whole(itself.values(), itself.width(), itself));
        }
        counters.add(Counter.WITHOUT_LAYER_ZERO, layerZero == null ? 1 : 0);
        return job.with(new LayerJob.Whole(whole.values(), whole.width(), layerZero));
    }

    /** Layers of earlier snapshots of the run are not waited for any longer: they would stand before this layer 0. */
    private void keep(LayerJob job, LayerZero layerZero, List<Integer> layers) {
        for (Kept earlier : List.copyOf(kept.values())) {
            if (earlier.header.run().equals(job.header().run())
                    && earlier.header.replayed() == job.header().replayed()) {
                waitNoLonger(earlier);
            }
        }
        if (layers.isEmpty()) {
            return;
        }
        partition.need(job.offsets());
        Kept replaced = kept.put(Moment.of(job.header()), new Kept(job, layerZero, layers, clock.instant()));
        if (replaced != null) {
            partition.release(replaced.offsets);
        }
        if (kept.size() > settings.maxLayersInAssembly()) {
            giveUp(kept.values().iterator().next());
        }
    }

    private void giveUp(Kept oldest) {
        counters.add(Counter.LAYER_ZERO_GIVEN_UP);
        log.warn(
                "layer 0 of run '{}' at step {} given up: more than maxLayersInAssembly = {} are kept; layers {} are scored without it",
                oldest.header.run(),
                oldest.header.step(),
                settings.maxLayersInAssembly(),
                oldest.awaited);
        forget(oldest);
    }

    /** The layer 0 of a layer, null where it is not there; it stays until the layer is finished. */
    private @Nullable LayerZero claim(ActivationPart.Header header) {
        Kept present = kept.get(Moment.of(header));
        if (present == null) {
            return null;
        }
        present.lastUse = clock.instant();
        present.awaited.remove(header.layer());
        present.unfinished.add(header.layer());
        return present.layerZero;
    }

    /** A layer that had come is scored. */
    void finished(ActivationPart.Header header) {
        Kept present = kept.get(Moment.of(header));
        if (present != null) {
            present.lastUse = clock.instant();
            present.unfinished.remove(header.layer());
            forgetIfDone(present);
        }
    }

    /**
     * Forgets what is needed no longer.
     *
     * @param moreToRead whether layers may stand in the topic that have not been read yet: such time does not count
     */
    void expire(boolean moreToRead) {
        Instant now = clock.instant();
        Instant oldest = now.minus(Duration.ofSeconds(settings.assemblyTimeoutSeconds()));
        for (Kept present : List.copyOf(kept.values())) {
            boolean wanted = partition.isWanted(present.header, present.layerZero.width());
            if (wanted && moreToRead) {
                present.lastUse = now;
            } else if (!wanted || present.lastUse.isBefore(oldest)) {
                waitNoLonger(present);
            }
        }
    }

    /** What has come in part gets its layer 0 all the same. */
    private void waitNoLonger(Kept present) {
        present.awaited.removeIf(layer -> !partition.isArriving(present.header, layer));
        forgetIfDone(present);
    }

    private void forgetIfDone(Kept present) {
        if (present.awaited.isEmpty() && present.unfinished.isEmpty()) {
            forget(present);
        }
    }

    private void forget(Kept gone) {
        kept.remove(Moment.of(gone.header));
        partition.release(gone.offsets);
    }
}
