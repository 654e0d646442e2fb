package io.ovoscope.collector.probe;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Items as standardised rows with a 1 behind each, made a block at a time from the layer they are rows of: no copy of the
 * layer, whatever the number of items and of their parts.
 */
final class RowStream {
    /** Rows per block, small enough for a core's cache: 256 × 257 floats are 263 KB. */
    static final int BLOCK = NativeRows.BLOCK;

    private final Standardiser standardiser;
    private final int[] items;
    private final float[] heap;
    private final FloatPointer block;

    RowStream(Standardiser standardiser, int[] items, ProbeWorkspace workspace) {
        this.standardiser = standardiser;
        this.items = items;
        heap = new float[Math.multiplyExact(BLOCK, standardiser.width() + 1)];
        block = workspace.floats(ProbeWorkspace.Floats.STREAM, heap.length);
    }

    int count() {
        return items.length;
    }

    int width() {
        return standardiser.width();
    }

    int stride() {
        return standardiser.width() + 1;
    }

    int blocks() {
        return (items.length + BLOCK - 1) / BLOCK;
    }

    int size(int b) {
        return Math.min(BLOCK, items.length - b * BLOCK);
    }

    /** The rows of block {@code b}, {@code size(b) × stride}, until another block is asked for. */
    FloatPointer block(int b) {
        return block(b, block);
    }

    /** Writes the rows of block {@code b} to where the pointer stands. */
    FloatPointer block(int b, FloatPointer to) {
        standardiser.fill(items, b * BLOCK, size(b), heap);
        return to.put(heap, 0, size(b) * stride());
    }
}
