package io.ovoscope.collector.probe;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongFunction;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The native memory that probes are trained in: reused from one layer to the next, grown when a layer needs more, given
 * back by {@link #close()}. Nothing is allocated while a fit iterates.
 *
 * <p>Training rows stay in it up to 256 MiB, those of items of several parts up to 64 MiB; beyond that they are made anew
 * from the layer in every pass, a block at a time, at a tenth more time and without a copy of the layer.
 *
 * <p>A workspace serves one thread at a time; threads with a workspace each train side by side. The matrix products
 * themselves run on the calling thread, so that figures do not depend on how many threads there are.
 */
public final class ProbeWorkspace implements AutoCloseable {

    /** What a stretch of native memory is for. */
    enum Floats {
        ROWS,
        SCRATCH,
        STREAM,
        MAP,
        AXES,
        FACTOR,
        PACK,
        BLOCK_GRAM,
        TURNED,
        SCORES,
        WEIGHTS,
        GRADIENT,
        GRAM,
        PAIRS
    }

    /** Bytes of training rows that are kept ready; more of them are made anew from the layer in every pass. */
    private static final long MAX_RESIDENT = 256L << 20;
    /** Rows of several parts are wide, and a copy of what is there already: of them so much less is kept. */
    private static final int PARTS_SHARE = 4;

    private final long maxResident;
    private final Map<Floats, FloatPointer> floats = new EnumMap<>(Floats.class);
    private long designs;
    private boolean closed;

    /**
     * An empty workspace.
     *
     * @throws IllegalStateException when the native matrix products are wrong on this processor
     */
    public ProbeWorkspace() {
        this(MAX_RESIDENT);
    }

    ProbeWorkspace(long maxResident) {
        Kernels.requireRight();
        this.maxResident = maxResident;
    }

    /**
     * Standardises and whitens the training items once, for any number of fits. The design that this workspace prepared
     * before is thereby spent.
     *
     * @param items what the probes read
     * @param split which items train and test
     * @param settings shared by all fits of the design
     * @throws IllegalArgumentException when the split names an item that is not there
     */
    public Design prepare(Items items, Split split, ProbeSettings settings) {
        return next(items, split, number -> new ReadyDesign(this, number, items, split, settings));
    }

    /** Makes the next design, where one can be made, and spends the one before. */
    Design next(Items items, Split split, LongFunction<Design> made) {
        requireOpen();
        if (split.largest() >= items.count()) {
            throw new IllegalArgumentException(
                    "item " + split.largest() + " of the split: expecting < " + items.count() + " items");
        }
        long number = begin();
        if (split.train().length == 0) {
            return new UnusableDesign(split, new Fit.Skipped(Fit.Reason.NO_TRAINING_ITEMS, 0));
        }
        long nonFinite = Standardiser.nonFinite(items, split.train(), split.development(), split.test());
        return nonFinite > 0
                ? new UnusableDesign(split, new Fit.Skipped(Fit.Reason.NON_FINITE, nonFinite))
                : made.apply(number);
    }

    /** Whether the training rows of a design stay in native memory. */
    boolean keeps(Items items, RowStream rows) {
        long bytes = (long) rows.count() * rows.stride() * Float.BYTES;
        return bytes <= (items.parts().size() == 1 ? maxResident : maxResident / PARTS_SHARE);
    }

    /** Native memory held now, in bytes. */
    public long nativeBytes() {
        return floats.values().stream()
                .mapToLong(p -> p.capacity() * Float.BYTES)
                .sum();
    }

    @Override
    public void close() {
        closed = true;
        floats.values().forEach(FloatPointer::close);
        floats.clear();
    }

    FloatPointer floats(Floats use, long size) {
        requireOpen();
        FloatPointer held = floats.get(use);
        if (held == null || held.capacity() < size) {
            if (held != null) {
                floats.remove(use);
                held.close();
            }
            held = new FloatPointer(size);
            floats.put(use, held);
        }
        return held;
    }

    /** Begins a design, whose number {@link #requireCurrent} knows until the next one begins. */
    long begin() {
        requireOpen();
        return ++designs;
    }

    void requireCurrent(long design) {
        requireOpen();
        if (design != designs) {
            throw new IllegalStateException(
                    "design " + design + " is spent: its workspace has prepared design " + designs + " since");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the probe workspace is closed");
        }
    }
}
