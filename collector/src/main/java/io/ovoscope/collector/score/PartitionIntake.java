package io.ovoscope.collector.score;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the activations: puts layers together and hands them out in order. Holds at most {@code maxLayersInAssembly}
 * layers in parts and about {@code maxLayersWaiting} whole ones; a record that would exceed that, or whose run is not known yet,
 * is held: it has to be offered again. Used by one thread.
 */
final class PartitionIntake {
    private final Gate gate;
    private final ScoreSettings settings;
    private final ScoreCounters counters;
    private final OffsetLedger ledger = new OffsetLedger();
    private final LayersInAssembly inAssembly;
    private final LayerZeros zeros;
    private final Deque<LayerJob> ready = new ArrayDeque<>();
    private Placement placement;
    private int unfinished;
    private @Nullable AwaitedPart awaited;

    /** What decides about records besides the partition itself. */
    record Gate(Admission admission, Patience patience, Refusal refusal) {}

    /** What all partitions of this copy of the collector have in common. */
    record Shared(SharedLayerZeros zeros, PartCopying.Copying copying) {}

    /** Puts a record aside, and has {@link PartitionIntake#putAside} called on the intake's thread when that is done. */
    interface Refusal {
        void refuse(ConsumerRecord<String, byte[]> record, String reason, PartitionIntake intake);
    }

    private record AwaitedPart(ActivationPart.Header header, int width) {}

    PartitionIntake(
            int partition, Gate gate, Shared shared, ScoreSettings settings, Clock clock, ScoreCounters counters) {
        this.gate = gate;
        this.settings = settings;
        this.counters = counters;
        placement = new Placement(partition, 1);
        inAssembly = new LayersInAssembly(settings, clock, counters, shared.copying(), this::takeLayer);
        zeros = new LayerZeros(settings, clock, counters, shared.zeros(), new Surroundings());
    }

    /** How many partitions the topic has: they say where a layer is at home. */
    void partitions(int count) {
        placement = new Placement(placement.partition(), count);
    }

    /** Takes a record; false where it has to be offered again once {@link #isHeld} no longer holds. */
    boolean offer(ConsumerRecord<String, byte[]> record) {
        if (unfinished >= settings.maxLayersWaiting()) {
            return false;
        }
        if (record.value() == null) {
            ledger.passed(record.offset());
            return true;
        }
        try {
            return offer(record, ActivationPart.read(ByteBuffer.wrap(record.value())));
        } catch (WireFormatException e) {
            refuse(record, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            refuse(record, "unreadable: " + e);
        }
        return true;
    }

    private boolean offer(ConsumerRecord<String, byte[]> record, ActivationPart part) {
        ActivationPart.Header header = part.header();
        String key = RecordKey.layer(header.run(), header.layer());
        if (!key.equals(record.key())) {
            throw new WireFormatException("key '" + record.key() + "': the part says '" + key + "'");
        }
        Admission.Verdict verdict = gate.admission().judge(header, part.width());
        if (verdict instanceof Admission.Unknown && !gate.patience().isOver(header)) {
            awaited = new AwaitedPart(header, part.width());
            return false;
        }
        take(record, part, verdict);
        return true;
    }

    private void take(ConsumerRecord<String, byte[]> record, ActivationPart part, Admission.Verdict verdict) {
        if (verdict instanceof Admission.Admitted admitted) {
            assemble(record, part, admitted);
        } else if (!placement.isScoredHere(part.header().run(), part.header().layer())) {
            // Its home puts it aside.
            ledger.passed(record.offset());
        } else if (verdict instanceof Admission.Refused refused) {
            refuse(record, refused.reason());
        } else if (verdict instanceof Admission.Unknown) {
            counters.add(Counter.UNKNOWN);
            refuse(record, unknown(part.header()));
        } else {
            counters.add(Counter.DELETED);
            ledger.passed(record.offset());
        }
    }

    private String unknown(ActivationPart.Header header) {
        return "unknown run: no manifest of run '" + header.run() + "', attempt " + header.attempt()
                + ", or not all of its probe set " + header.probeSet() + " within " + settings.unknownRunWaitSeconds()
                + " s of its activations (unknownRunWaitSeconds)";
    }

    private void assemble(ConsumerRecord<String, byte[]> record, ActivationPart part, Admission.Admitted admitted) {
        if (!placement.isScoredHere(part.header().run(), part.header().layer())
                && placement.others(admitted.manifest()).isEmpty()) {
            ledger.passed(record.offset());
            return;
        }
        ledger.need(record.offset());
        boolean needed = false;
        try {
            needed = inAssembly.add(record.offset(), part, admitted);
        } finally {
            if (!needed) {
                ledger.release(List.of(record.offset()));
            }
        }
    }

    private void takeLayer(LayerJob job) {
        LayerJob joined = zeros.join(job, placement.others(job.manifest()));
        if (placement.isScoredHere(job.header().run(), job.header().layer())) {
            counters.add(Counter.INCOMPLETE, job.content() instanceof LayerJob.Incomplete ? 1 : 0);
            ready.add(joined);
            unfinished++;
        } else {
            ledger.release(job.offsets());
        }
    }

    private void refuse(ConsumerRecord<String, byte[]> record, String reason) {
        ledger.need(record.offset());
        gate.refusal().refuse(record, reason, this);
    }

    /** See {@link LayersInAssembly#expire}. */
    void expire(boolean moreToRead) {
        inAssembly.expire(moreToRead);
        zeros.expire(moreToRead);
    }

    /** Whether the record that was not taken would still not be taken. */
    boolean isHeld() {
        if (unfinished >= settings.maxLayersWaiting()) {
            return true;
        }
        AwaitedPart part = awaited;
        if (part != null
                && gate.admission().judge(part.header(), part.width()) instanceof Admission.Unknown
                && !gate.patience().isOver(part.header())) {
            return true;
        }
        awaited = null;
        return false;
    }

    /** The waiting layers that may be scored now: the first of each layer that is not busy. Removes them. */
    List<LayerJob> takeReady(Collection<LayerId> busy) {
        List<LayerJob> jobs = new ArrayList<>();
        List<LayerId> taken = new ArrayList<>(busy);
        for (Iterator<LayerJob> waiting = ready.iterator(); waiting.hasNext(); ) {
            LayerJob job = waiting.next();
            if (!taken.contains(job.layer())) {
                waiting.remove();
                jobs.add(job);
                taken.add(job.layer());
            }
        }
        return jobs;
    }

    /** A layer that was handed out is done: its records are no longer needed. */
    void finished(LayerJob job) {
        unfinished--;
        zeros.finished(job.header());
        ledger.release(job.offsets());
    }

    /** A refused record has been put aside. */
    void putAside(long offset) {
        ledger.release(List.of(offset));
    }

    /** The offset to start from after a restart; −1 while nothing has been seen. */
    long position() {
        return ledger.position();
    }

    int layersInAssembly() {
        return inAssembly.count();
    }

    /** Layers 0 that are kept for other layers of their step. */
    int layerZeros() {
        return zeros.count();
    }

    /** Whole layers that wait or are being scored. */
    int layersWaiting() {
        return unfinished;
    }

    private final class Surroundings implements LayerZeros.Partition {
        @Override
        public boolean isArriving(ActivationPart.Header layerZero, int layer) {
            return inAssembly.isArriving(layerZero, layer);
        }

        @Override
        public boolean isWanted(ActivationPart.Header layerZero, int width) {
            return gate.admission().judge(layerZero, width) instanceof Admission.Admitted;
        }

        @Override
        public void need(Collection<Long> offsets) {
            offsets.forEach(ledger::need);
        }

        @Override
        public void release(Collection<Long> offsets) {
            ledger.release(offsets);
        }
    }
}
