package io.ovoscope.collector.probe;

import static org.bytedeco.openblas.global.openblas.*;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The training items as a pass reads them, {@code count × stride} row-major with a 1 behind each row, in blocks small
 * enough to stay in a core's cache while scores, residuals and gradient are taken from them.
 *
 * <p>Up to a bound they stay in native memory, in the optimiser's coordinates. Beyond it they are standardised anew in
 * every pass, a block at a time, and weights and gradients change coordinates instead; only the leading coordinates, from
 * which curvatures are made, stay.
 */
final class NativeRows {
    /** Rows per block: 256 × 257 floats are 263 KB. */
    static final int BLOCK = 256;

    private final RowStream stream;
    private final boolean resident;
    private final int leading;
    private final FloatPointer[] blocks;
    private final FloatBuffer[] buffers;

    /**
     * @param leading coordinates that {@link #leading} gives
     * @param resident whether whole rows stay in native memory
     */
    NativeRows(RowStream stream, Coordinates coordinates, int leading, boolean resident, ProbeWorkspace workspace) {
        this.stream = stream;
        this.resident = resident;
        this.leading = leading;
        int kept = resident ? stream.stride() : leading;
        FloatPointer all = workspace.floats(ProbeWorkspace.Floats.ROWS, Math.max(1, (long) stream.count() * kept));
        blocks = new FloatPointer[stream.blocks()];
        buffers = new FloatBuffer[blocks.length];
        for (int b = 0; b < blocks.length; b++) {
            long from = (long) b * BLOCK * kept;
            blocks[b] = new FloatPointer(all).position(from).limit(from + (long) size(b) * kept);
            buffers[b] = blocks[b].asBuffer();
        }
        FloatPointer map = coordinates.toNative(workspace);
        for (int b = 0; b < blocks.length && kept > 0; b++) {
            if (resident) {
                stream.block(b, blocks[b]);
            }
            if (resident && coordinates.isWhitened()) {
                turn(map, b);
            } else {
                turn(stream.block(b), map, b, kept);
            }
        }
    }

    /** Where they are, by a triangular map: half the work. */
    private void turn(FloatPointer map, int b) {
        cblas_strmm(
                CblasRowMajor,
                CblasRight,
                CblasUpper,
                CblasNoTrans,
                CblasNonUnit,
                size(b),
                stream.width(),
                1,
                map,
                stream.width(),
                blocks[b],
                stream.stride());
    }

    private void turn(FloatPointer from, FloatPointer map, int b, int kept) {
        cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasNoTrans,
                size(b),
                resident ? stream.width() : leading,
                stream.width(),
                1,
                from,
                stream.stride(),
                map,
                stream.width(),
                0,
                blocks[b],
                kept);
    }

    /** Whether blocks are in the optimiser's coordinates rather than standardised only. */
    boolean resident() {
        return resident;
    }

    int count() {
        return stream.count();
    }

    int stride() {
        return stream.stride();
    }

    int blocks() {
        return blocks.length;
    }

    /** The rows of block {@code b}, until another is asked for. */
    FloatPointer block(int b) {
        return resident ? blocks[b] : stream.block(b);
    }

    int first(int b) {
        return b * BLOCK;
    }

    int size(int b) {
        return stream.size(b);
    }

    /** Writes the leading coordinates of an item to {@code to[at]} and behind it. */
    void leading(int item, float[] to, int at) {
        int kept = resident ? stream.stride() : leading;
        buffers[item / BLOCK].get((item % BLOCK) * kept, to, at, leading);
    }
}
