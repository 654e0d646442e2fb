package io.ovoscope.collector.score;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.WireFormatException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The layers of one partition whose parts are arriving, and which of them are given up. Used by one thread. */
final class LayersInAssembly {
    private static final Logger log = LoggerFactory.getLogger(LayersInAssembly.class);
    private static final int MAX_REMEMBERED = 1_000;

    private final ScoreSettings settings;
    private final Clock clock;
    private final ScoreCounters counters;
    private final PartCopying.Copying copying;
    private final Sink sink;
    private final Map<StepKey, Pending> arriving = new LinkedHashMap<>();
    private final Map<Sequence, ActivationPart.Header> completed = new LinkedHashMap<>();

    /** Takes what is whole or given up, in the order in which it is to be scored. */
    interface Sink {
        void take(LayerJob job);
    }

    /** What comes in order of steps: the snapshots of a layer, and the checkpoints of it that are examined afterwards. */
    private record Sequence(LayerId layer, boolean replayed) {
        static Sequence of(ActivationPart.Header header) {
            return new Sequence(new LayerId(header.run(), header.layer()), header.replayed());
        }
    }

    private record StepKey(Sequence sequence, long step) {
        boolean isOfSnapshotOf(StepKey other) {
            return step == other.step
                    && sequence.replayed() == other.sequence.replayed()
                    && sequence.layer().run().equals(other.sequence.layer().run());
        }
    }

    private record Pending(LayerAssembly assembly, Admission.Admitted admitted) {}

    LayersInAssembly(
            ScoreSettings settings, Clock clock, ScoreCounters counters, PartCopying.Copying copying, Sink sink) {
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
        this.copying = copying;
        this.sink = sink;
    }

    int count() {
        return arriving.size();
    }

    /**
     * Takes a part; of a layer that is whole already it is passed over.
     *
     * @return whether its record is needed
     * @throws WireFormatException where it disagrees with the parts before it
     */
    boolean add(long offset, ActivationPart part, Admission.Admitted admitted) {
        ActivationPart.Header header = part.header();
        Sequence sequence = Sequence.of(header);
        if (header.equals(completed.get(sequence))) {
            counters.add(Counter.DUPLICATES);
            return false;
        }
        giveUpEarlierAttempts(sequence.layer(), header.attempt());
        StepKey key = new StepKey(sequence, header.step());
        Pending pending = arriving.computeIfAbsent(
                key, k -> new Pending(new LayerAssembly(part, copying, clock.instant()), admitted));
        boolean fresh = pending.assembly().add(part, offset, clock.instant());
        counters.add(fresh ? Counter.PARTS : Counter.DUPLICATES);
        if (pending.assembly().isWhole()) {
            complete(key, pending);
        } else if (arriving.size() > settings.maxLayersInAssembly()) {
            giveUpOldestBeside(key);
        }
        return fresh;
    }

    /** The layers of one snapshot arrive side by side, however many they are: one is never given up for another. */
    private void giveUpOldestBeside(StepKey key) {
        for (StepKey other : arriving.keySet()) {
            if (!other.isOfSnapshotOf(key)) {
                giveUp(
                        other,
                        "more than maxLayersInAssembly = " + settings.maxLayersInAssembly()
                                + " are arriving, of several snapshots");
                return;
            }
        }
    }

    /** Whether parts of a layer have come, of the step and attempt of another one, and it is not whole. */
    boolean isArriving(ActivationPart.Header beside, int layer) {
        Pending pending = arriving.get(
                new StepKey(new Sequence(new LayerId(beside.run(), layer), beside.replayed()), beside.step()));
        return pending != null && pending.assembly().header().attempt() == beside.attempt();
    }

    private void complete(StepKey key, Pending pending) {
        LayerAssembly assembly = pending.assembly();
        for (StepKey other : List.copyOf(arriving.keySet())) {
            Pending pendingOther = arriving.get(other);
            if (other.sequence().equals(key.sequence())
                    && other.step() < key.step()
                    && pendingOther != null
                    && pendingOther.assembly().header().attempt()
                            <= assembly.header().attempt()) {
                giveUp(other, "step " + key.step() + " is complete");
            }
        }
        arriving.remove(key);
        completed.remove(key.sequence());
        completed.put(key.sequence(), assembly.header());
        if (completed.size() > MAX_REMEMBERED) {
            completed.remove(completed.keySet().iterator().next());
        }
        hand(pending, new LayerJob.Whole(assembly.values(), assembly.width(), null));
    }

    private void giveUpEarlierAttempts(LayerId layer, int attempt) {
        for (Map.Entry<StepKey, Pending> entry : List.copyOf(arriving.entrySet())) {
            int earlier = entry.getValue().assembly().header().attempt();
            if (entry.getKey().sequence().layer().equals(layer) && earlier < attempt) {
                giveUp(entry.getKey(), "attempt " + attempt + " has begun");
            }
        }
    }

    private void giveUp(StepKey key, String reason) {
        Pending pending = arriving.remove(key);
        if (pending == null) {
            return;
        }
        LayerAssembly assembly = pending.assembly();
        log.warn(
                "layer {} of run '{}' at step {} given up with {} of {} rows: {}",
                key.sequence().layer().layer(),
                key.sequence().layer().run(),
                key.step(),
                assembly.rowCount(),
                assembly.header().rows(),
                reason);
        hand(pending, new LayerJob.Incomplete(assembly.rowCount()));
    }

    /**
     * Gives up the layers none of whose parts came for a while.
     *
     * @param moreToRead whether parts may stand in the topic that have not been read yet: such time does not count
     */
    void expire(boolean moreToRead) {
        Instant now = clock.instant();
        Instant oldest = now.minus(Duration.ofSeconds(settings.assemblyTimeoutSeconds()));
        for (Map.Entry<StepKey, Pending> entry : List.copyOf(arriving.entrySet())) {
            LayerAssembly assembly = entry.getValue().assembly();
            if (moreToRead) {
                assembly.waitFrom(now);
            } else if (assembly.lastPartAt().isBefore(oldest)) {
                giveUp(entry.getKey(), "no part for " + settings.assemblyTimeoutSeconds() + " s");
            }
        }
    }

    private void hand(Pending pending, LayerJob.Content content) {
        Admission.Admitted admitted = pending.admitted();
        LayerAssembly assembly = pending.assembly();
        sink.take(
                new LayerJob(assembly.header(), admitted.manifest(), admitted.probeSet(), content, assembly.offsets()));
    }
}
