package io.ovoscope.collector.probe;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The training items in native memory, {@code count × stride} row-major with a 1 behind each row, seen as blocks small
 * enough to stay in a core's cache while scores, residuals and gradient are taken from them.
 */
final class NativeRows {
    /** Rows per block: 256 × 257 floats are 263 KB. */
    static final int BLOCK = 256;

    private final FloatPointer[] blocks;
    private final FloatBuffer[] buffers;
    private final int count;
    private final int stride;

    private NativeRows(FloatPointer all, int count, int stride) {
        this.count = count;
        this.stride = stride;
        blocks = new FloatPointer[(count + BLOCK - 1) / BLOCK];
        buffers = new FloatBuffer[blocks.length];
        for (int b = 0; b < blocks.length; b++) {
            long from = (long) b * BLOCK * stride;
            blocks[b] = new FloatPointer(all).position(from).limit(from + (long) size(b) * stride);
            buffers[b] = blocks[b].asBuffer();
        }
    }

    static NativeRows standardised(ProbeWorkspace workspace, Standardiser standardiser, int[] items) {
        int stride = standardiser.width() + 1;
        FloatPointer all = workspace.floats(ProbeWorkspace.Floats.ROWS, (long) items.length * stride);
        NativeRows rows = new NativeRows(all, items.length, stride);
        float[] block = new float[BLOCK * stride];
        for (int b = 0; b < rows.blocks(); b++) {
            standardiser.fill(items, rows.first(b), rows.size(b), block);
            rows.block(b).put(block, 0, rows.size(b) * stride);
        }
        return rows;
    }

    int count() {
        return count;
    }

    int stride() {
        return stride;
    }

    int blocks() {
        return blocks.length;
    }

    FloatPointer block(int b) {
        return blocks[b];
    }

    int first(int b) {
        return b * BLOCK;
    }

    /** Writes a row, the 1 behind it included, to {@code to[at]} and behind it. */
    void copy(int item, float[] to, int at) {
        FloatBuffer block = buffers[item / BLOCK];
        block.get((item % BLOCK) * stride, to, at, stride);
    }

    int size(int b) {
        return Math.min(BLOCK, count - first(b));
    }
}
