package io.ovoscope.collector.score;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.WireFormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A layer at one step while its parts arrive, in whatever order. */
final class LayerAssembly {
    private final ActivationPart.Header header;
    private final int width;
    private final float[] values;
    private final BitSet rows = new BitSet();
    private final List<Long> offsets = new ArrayList<>();
    private Instant lastPartAt;

    LayerAssembly(ActivationPart first, Instant now) {
        header = first.header();
        width = first.width();
        values = new float[Math.multiplyExact(header.rows(), width)];
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
        part.copyTo(values);
        rows.set(part.firstRow(), end);
        offsets.add(offset);
        lastPartAt = now;
        return true;
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

    /** rows × width, row-major; not to be used before the layer is whole. */
    float[] values() {
        return values;
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
