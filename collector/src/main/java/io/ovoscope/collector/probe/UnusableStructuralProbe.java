package io.ovoscope.collector.probe;

import org.jspecify.annotations.Nullable;

/** Rows that no structural probe can be trained on, and why. */
record UnusableStructuralProbe(StructuralFit.Reason reason, long count) implements StructuralProbe {

    @Override
    public StructuralFit fit(Target target, double l2, float @Nullable [] warmStart) {
        return new StructuralFit.Skipped(reason, count);
    }
}
