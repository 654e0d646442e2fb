package io.ovoscope.agent;

import io.ovoscope.agent.send.RunAnnouncement;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SenderFactory;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.send.SnapshotTransfer;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.Health;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps committed snapshots in memory. Can be told to do something else first, such as to fail or to block. */
public final class RecordingSender implements SnapshotSender {
    /** What happens before a snapshot begins and before every part. */
    public interface Trouble {
        void on(Optional<ActivationPart> part) throws SendFailure;
    }

    private final Map<Long, List<ActivationPart>> committed = new LinkedHashMap<>();
    private final List<Health> reports = new CopyOnWriteArrayList<>();
    private volatile Trouble trouble = part -> {};
    private volatile boolean failsAtTheEnd;
    private volatile boolean closed;
    private volatile int attempt = 1;
    private final List<CheckpointsKept> kept = new CopyOnWriteArrayList<>();
    private @Nullable RunAnnouncement announcement;

    public SenderFactory factory() {
        return (announced, health) -> {
            announcement = announced;
            return this;
        };
    }

    public RecordingSender inTrouble(Trouble what) {
        trouble = what;
        return this;
    }

    /** Reporting and closing throw from now on. */
    public RecordingSender failingAtTheEnd() {
        failsAtTheEnd = true;
        return this;
    }

    public boolean isClosed() {
        return closed;
    }

    /** No broker has answered yet. */
    public RecordingSender withoutAttempt() {
        attempt = 0;
        return this;
    }

    /** The lists of checkpoints, as they were told. */
    public List<CheckpointsKept> kept() {
        return kept;
    }

    public RunAnnouncement announcement() {
        return Optional.ofNullable(announcement).orElseThrow();
    }

    public List<Health> reports() {
        return reports;
    }

    public synchronized List<Long> steps() {
        return List.copyOf(committed.keySet());
    }

    public synchronized List<ActivationPart> parts(long step) {
        return committed.getOrDefault(step, List.of());
    }

    /** Rows × width of a layer, from parts that must cover it without gap or overlap. */
    public float[] layer(long step, int layer) {
        List<ActivationPart> parts =
                parts(step).stream().filter(p -> p.header().layer() == layer).toList();
        int rows = parts.get(0).header().rows();
        float[] values = new float[rows * parts.get(0).width()];
        int next = 0;
        for (ActivationPart part : parts) {
            if (part.firstRow() != next) {
                throw new AssertionError("row " + part.firstRow() + " after row " + (next - 1));
            }
            next += part.rowCount();
            part.copyTo(values);
        }
        if (next != rows) {
            throw new AssertionError(next + " rows of " + rows);
        }
        return values;
    }

    @Override
    public SnapshotTransfer begin() throws SendFailure {
        trouble.on(Optional.empty());
        List<ActivationPart> parts = new ArrayList<>();
        return new SnapshotTransfer() {
            @Override
            public int attempt() {
                return 1;
            }

            @Override
            public long send(ActivationPart part) throws SendFailure {
                trouble.on(Optional.of(part));
                parts.add(part);
                return part.write().length;
            }

            @Override
            public void commit() {
                synchronized (RecordingSender.this) {
                    committed.put(parts.get(0).header().step(), parts);
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public void kept(CheckpointsKept list) {
        kept.add(list);
    }

    @Override
    public void report(Health last) {
        if (failsAtTheEnd) {
            throw new IllegalStateException("told to fail in the report");
        }
        reports.add(last);
    }

    @Override
    public void close() {
        closed = true;
        if (failsAtTheEnd) {
            throw new IllegalStateException("told to fail in closing");
        }
    }
}
