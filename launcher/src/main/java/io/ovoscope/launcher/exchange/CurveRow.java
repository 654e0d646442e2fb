package io.ovoscope.launcher.exchange;

import io.ovoscope.wire.Figures;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A point as a line of a file gives it. What it does not say is null.
 *
 * @param line of the file, from 1
 */
record CurveRow(
        int line,
        String task,
        @Nullable Level level,
        @Nullable LabelSource source,
        int layer,
        @Nullable String layerName,
        long step,
        @Nullable Instant takenAt,
        @Nullable Double loss,
        boolean replayed,
        Figures figures) {}
