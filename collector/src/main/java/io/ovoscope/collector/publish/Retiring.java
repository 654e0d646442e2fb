package io.ovoscope.collector.publish;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.EarlierAttempt;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Marks what a resumed training run has retired. A record that is written after the new attempt's manifest was read is marked as it is
 * written; what was written before it is asked for and marked once, after each change of the group too, since points may have been
 * written meanwhile by a process that knew of no new attempt. Marking twice changes nothing.
 */
final class Retiring {
    private final RunCatalog catalog;
    private final Set<Done> done = new HashSet<>();

    /** A run deleted and begun again is told apart by its time. */
    private record Done(String run, int attempt, Instant startedAt) {}

    Retiring(RunCatalog catalog) {
        this.catalog = catalog;
    }

    /** Whether a later attempt, as far as is known now, has retired a record. */
    boolean isRetired(CurveRecord record) {
        return (record instanceof CurvePoint || record instanceof LayerProfile || record instanceof StepClosed)
                && catalog.manifest(record.run())
                        .filter(manifest -> manifest.isRetired(record.attempt(), record.step()))
                        .isPresent();
    }

    /** What is to be marked now; each is given once. */
    List<Retirement> due() {
        List<Retirement> due = new ArrayList<>();
        for (RunManifest manifest : catalog.runs()) {
            if (manifest.attempt() > 1
                    && done.add(new Done(manifest.run(), manifest.attempt(), manifest.startedAt()))) {
                for (EarlierAttempt earlier : manifest.earlierAttempts()) {
                    if (earlier.attempt() > 1) {
                        due.add(new Retirement(manifest.run(), earlier.attempt(), earlier.resumedAtStep()));
                    }
                }
                due.add(new Retirement(manifest.run(), manifest.attempt(), manifest.resumedAtStep()));
            }
        }
        return due;
    }

    /** Partitions came or went: all of it is to be marked again. */
    void beginAgain() {
        done.clear();
    }
}
