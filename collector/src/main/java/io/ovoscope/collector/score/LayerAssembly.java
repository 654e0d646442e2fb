package io.ovoscope.collector.score;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.WireFormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A layer at one step while its parts arrive, in whatever order. */
final class LayerAssembly {
    private final ActivationPart.Header header;
    private final int width;
    private final PartCopying.Copying copying;
    /** Made by the first copy: to write so much memory for the first time takes its time too. */
    private final AtomicReference<float @Nullable []> values = new AtomicReference<>();

    private final BitSet rows = new BitSet();
    private final List<Long> offsets = new ArrayList<>();
    private CompletableFuture<Void> copied = CompletableFuture.completedFuture(null);
    private Instant lastPartAt;

    LayerAssembly(ActivationPart first, PartCopying.Copying copying, Instant now) {
        header = first.header();
        width = first.width();
        this.copying = copying;
        lastPartAt = now;
    }

    /**
     * Takes a part.
     *
     * @return whether it brought rows that were missing
     * @throws WireFormatException where it disagrees with the parts before it
     */
    boolean add(ActivationPart part, long offset, Instant now) {
        requireAgreement(part);
        int end = part.firstRow() + part.rowCount();
        if (rows.nextClearBit(part.firstRow()) >= end) {
            return false;
        }
        copied = copying.after(copied, () -> copy(part));
        rows.set(part.firstRow(), end);
        offsets.add(offset);
        lastPartAt = now;
        return true;
    }

    private void copy(ActivationPart part) {
        float[] present = values.get();
        float[] layer = present == null ? new float[Math.multiplyExact(header.rows(), width)] : present;
        values.set(layer);
        part.copyTo(layer);
    }

    private void requireAgreement(ActivationPart part) {
        if (!part.header().equals(header)) {
            throw new WireFormatException("part of " + part.header() + ": earlier parts of the layer say " + header);
        }
        if (part.width() != width) {
            throw new WireFormatException("part of width " + part.width() + " of layer " + header.layer() + " of run '"
                    + header.run() + "' at step " + header.step() + ": earlier parts have width " + width);
        }
    }

    ActivationPart.Header header() {
        return header;
    }

    boolean isWhole() {
        return rows.cardinality() == header.rows();
    }

    int rowCount() {
        return rows.cardinality();
    }

    int width() {
        return width;
    }

    /** rows × width, row-major; not to be used before the layer is whole. Waits until the last part has been copied. */
    float[] values() {
        try {
            copied.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
        return Objects.requireNonNull(values.get());
    }

    List<Long> offsets() {
        return offsets;
    }

    Instant lastPartAt() {
        return lastPartAt;
    }

    /** Begins the wait for the next part again. */
    void waitFrom(Instant now) {
        lastPartAt = now;
    }
}
