package io.ovoscope.agent.snapshot;

import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SnapshotTransfer;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;

/** Cuts the rows of a batch into parts that fit into a record. */
public final class PartWriter {
    /** Room for the header of a part: names and numbers, of which the run's and the layer's name may be long. */
    private static final int HEADER_BYTES = 4 << 10;

    private final String run;
    private final String probeSet;
    private final List<LayerInfo> layers;
    private final FloatEncoding precision;
    private final int partBytes;
    private final SnapshotCounters counters;
    private final boolean replayed;

    /**
     * For all snapshots of a run.
     *
     * @param partBytes a part takes no more, unless a single row does
     */
    public PartWriter(
            String run,
            String probeSet,
            List<LayerInfo> layers,
            FloatEncoding precision,
            int partBytes,
            SnapshotCounters counters) {
        this(run, probeSet, layers, precision, partBytes, counters, false);
    }

    private PartWriter(
            String run,
            String probeSet,
            List<LayerInfo> layers,
            FloatEncoding precision,
            int partBytes,
            SnapshotCounters counters,
            boolean replayed) {
        this.run = run;
        this.probeSet = probeSet;
        this.layers = List.copyOf(layers);
        this.precision = precision;
        this.partBytes = partBytes;
        this.counters = counters;
        this.replayed = replayed;
    }

    /** The same for checkpoints that are examined afterwards. */
    public PartWriter ofCheckpoints() {
        return new PartWriter(run, probeSet, layers, precision, partBytes, counters, true);
    }

    /**
     * Where rows belong.
     *
     * @param step updates applied
     * @param loss of the newest minibatch; NaN before the first, infinite where it is not finite
     */
    public record Moment(long step, double loss, Instant takenAt) {}

    /**
     * Rows of a layer.
     *
     * @param layer index of the layer
     * @param ofLayer rows that the whole layer has
     * @param first index of the first of these rows in the layer
     * @param count how many these are
     * @param values count × width, row-major; may be longer
     */
    @SuppressWarnings("ArrayRecordComponent") // a batch is too large to copy, and used at once
    public record Rows(int layer, int ofLayer, int first, int count, float[] values) {}

    /** Sends rows in as many parts as it takes; returns the bytes sent. */
    public long send(Moment moment, Rows rows, SnapshotTransfer transfer) throws SendFailure {
        LayerInfo info = layers.get(rows.layer());
        ActivationPart.Header header = new ActivationPart.Header(
                run,
                transfer.attempt(),
                moment.step(),
                rows.layer(),
                info.name(),
                moment.takenAt(),
                rows.ofLayer(),
                probeSet,
                moment.loss(),
                replayed);
        int most = Math.max(
                1,
                (partBytes - HEADER_BYTES) / (info.width() * precision.dtype().bytes()));
        count(rows.values(), rows.count(), info.width());
        long bytes = 0;
        for (int done = 0; done < rows.count(); done += most) {
            Tensor tensor = encode(rows.values(), done, Math.min(most, rows.count() - done), info.width());
            bytes += transfer.send(new ActivationPart(header, rows.first() + done, tensor));
        }
        return bytes;
    }

    private Tensor encode(float[] rows, int first, int count, int width) {
        ByteBuffer bytes =
                ByteBuffer.allocate(count * width * precision.dtype().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        precision.encode(rows, first * width, count * width, bytes);
        return new Tensor(precision.dtype(), List.of((long) count, (long) width), bytes.flip());
    }

    /** One comparison for each value, as long as nothing is wrong. */
    private void count(float[] rows, int count, int width) {
        float saturation = precision.saturation();
        for (int row = 0; row < count; row++) {
            boolean isPlain = true;
            for (int at = row * width; at < (row + 1) * width; at++) {
                isPlain &= Math.abs(rows[at]) < saturation;
            }
            if (!isPlain) {
                countRow(rows, row * width, (row + 1) * width);
            }
        }
    }

    private void countRow(float[] rows, int begin, int end) {
        long saturated = 0;
        boolean finite = true;
        for (int at = begin; at < end; at++) {
            boolean isFinite = Float.isFinite(rows[at]);
            finite &= isFinite;
            saturated += isFinite && Math.abs(rows[at]) >= precision.saturation() ? 1 : 0;
        }
        counters.foundNonFiniteRows(finite ? 0 : 1);
        counters.foundSaturated(saturated);
    }
}
