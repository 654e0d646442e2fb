package io.ovoscope.collector.score;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of the activations: puts layers together and hands them out in order. Holds at most {@code maxLayersInAssembly}
 * layers in parts and about {@code maxLayersWaiting} whole ones; a record that would exceed that, or whose run is not known yet,
 * is held: it has to be offered again. Used by one thread.
 */
final class PartitionIntake {
    private static final Logger log = LoggerFactory.getLogger(PartitionIntake.class);
    private static final int MAX_REMEMBERED = 1_000;

    private final int partition;
    private final Gate gate;
    private final ScoreSettings settings;
    private final Clock clock;
    private final ScoreCounters counters;
    private final OffsetLedger ledger = new OffsetLedger();
    private final Map<StepKey, Pending> inAssembly = new LinkedHashMap<>();
    private final Map<LayerId, ActivationPart.Header> completed = new LinkedHashMap<>();
    private final Deque<LayerJob> ready = new ArrayDeque<>();
    private int partitions = 1;
    private int unfinished;
    private @Nullable AwaitedPart awaited;

    /** What decides about records besides the partition itself. */
    record Gate(Admission admission, Patience patience, Refusal refusal) {}

    /** Puts a record aside, and has {@link PartitionIntake#putAside} called on the intake's thread when that is done. */
    interface Refusal {
        void refuse(ConsumerRecord<String, byte[]> record, String reason, PartitionIntake intake);
    }

    private record StepKey(LayerId layer, long step) {}

    private record Pending(LayerAssembly assembly, Admission.Admitted admitted) {}

    private record AwaitedPart(ActivationPart.Header header, int width) {}

    PartitionIntake(int partition, Gate gate, ScoreSettings settings, Clock clock, ScoreCounters counters) {
        this.partition = partition;
        this.gate = gate;
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
    }

    /** How many partitions the topic has: they say where a layer is at home. */
    void partitions(int count) {
        partitions = count;
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
        if (header.layer() == 0 && home(key, partitions) != partition) {
            ledger.passed(record.offset());
            return true;
        }
        Admission.Verdict verdict = gate.admission().judge(header, part.width());
        if (verdict instanceof Admission.Unknown && !gate.patience().isOver(header)) {
            awaited = new AwaitedPart(header, part.width());
            return false;
        }
        take(record, part, verdict);
        return true;
    }

    /** Where the default partitioner puts the key. Layer 0 is copied to every partition and scored at home only. */
    static int home(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private void take(ConsumerRecord<String, byte[]> record, ActivationPart part, Admission.Verdict verdict) {
        if (verdict instanceof Admission.Admitted admitted) {
            ledger.passed(record.offset());
            assemble(record.offset(), part, admitted);
        } else if (verdict instanceof Admission.Refused refused) {
            refuse(record, refused.reason());
        } else {
            counters.add(verdict instanceof Admission.Deleted ? Counter.DELETED : Counter.UNKNOWN);
            ledger.passed(record.offset());
        }
    }

    private void refuse(ConsumerRecord<String, byte[]> record, String reason) {
        ledger.need(record.offset());
        gate.refusal().refuse(record, reason, this);
    }

    private void assemble(long offset, ActivationPart part, Admission.Admitted admitted) {
        ActivationPart.Header header = part.header();
        LayerId layer = new LayerId(header.run(), header.layer());
        if (header.equals(completed.get(layer))) {
            counters.add(Counter.DUPLICATES);
            return;
        }
        giveUpEarlierAttempts(layer, header.attempt());
        StepKey key = new StepKey(layer, header.step());
        Pending pending =
                inAssembly.computeIfAbsent(key, k -> new Pending(new LayerAssembly(part, clock.instant()), admitted));
        if (pending.assembly().add(part, offset, clock.instant())) {
            ledger.need(offset);
            counters.add(Counter.PARTS);
        } else {
            counters.add(Counter.DUPLICATES);
        }
        if (pending.assembly().isWhole()) {
            complete(key, pending);
        } else if (inAssembly.size() > settings.maxLayersInAssembly()) {
            giveUp(
                    inAssembly.keySet().iterator().next(),
                    "more than maxLayersInAssembly = " + settings.maxLayersInAssembly() + " are arriving");
        }
    }

    private void complete(StepKey key, Pending pending) {
        LayerAssembly assembly = pending.assembly();
        for (StepKey other : List.copyOf(inAssembly.keySet())) {
            if (other.layer().equals(key.layer()) && other.step() < key.step()) {
                giveUp(other, "step " + key.step() + " is complete");
            }
        }
        inAssembly.remove(key);
        completed.remove(key.layer());
        completed.put(key.layer(), assembly.header());
        if (completed.size() > MAX_REMEMBERED) {
            completed.remove(completed.keySet().iterator().next());
        }
        enqueue(pending, new LayerJob.Whole(assembly.values(), assembly.width()));
    }

    private void giveUpEarlierAttempts(LayerId layer, int attempt) {
        for (Map.Entry<StepKey, Pending> entry : List.copyOf(inAssembly.entrySet())) {
            int earlier = entry.getValue().assembly().header().attempt();
            if (entry.getKey().layer().equals(layer) && earlier < attempt) {
                giveUp(entry.getKey(), "attempt " + attempt + " has begun");
            }
        }
    }

    private void giveUp(StepKey key, String reason) {
        Pending pending = inAssembly.remove(key);
        if (pending == null) {
            return;
        }
        counters.add(Counter.INCOMPLETE);
        LayerAssembly assembly = pending.assembly();
        log.warn(
                "layer {} of run '{}' at step {} given up with {} of {} rows: {}",
                key.layer().layer(),
                key.layer().run(),
                key.step(),
                assembly.rowCount(),
                assembly.header().rows(),
                reason);
        enqueue(pending, new LayerJob.Incomplete(assembly.rowCount()));
    }

    private void enqueue(Pending pending, LayerJob.Content content) {
        Admission.Admitted admitted = pending.admitted();
        LayerAssembly assembly = pending.assembly();
        ready.add(
                new LayerJob(assembly.header(), admitted.manifest(), admitted.probeSet(), content, assembly.offsets()));
        unfinished++;
    }

    /**
     * Gives up the layers none of whose parts came for a while.
     *
     * @param moreToRead whether parts may stand in the topic that have not been read yet: such time does not count
     */
    void expire(boolean moreToRead) {
        Instant now = clock.instant();
        Instant oldest = now.minus(Duration.ofSeconds(settings.assemblyTimeoutSeconds()));
        for (Map.Entry<StepKey, Pending> entry : List.copyOf(inAssembly.entrySet())) {
            LayerAssembly assembly = entry.getValue().assembly();
            if (moreToRead) {
                assembly.waitFrom(now);
            } else if (assembly.lastPartAt().isBefore(oldest)) {
                giveUp(entry.getKey(), "no part for " + settings.assemblyTimeoutSeconds() + " s");
            }
        }
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
        return inAssembly.size();
    }

    /** Whole layers that wait or are being scored. */
    int layersWaiting() {
        return unfinished;
    }
}
