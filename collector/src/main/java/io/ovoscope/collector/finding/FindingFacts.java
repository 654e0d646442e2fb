package io.ovoscope.collector.finding;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.EmergenceOrder;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.OnlineEmergence;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.UnderPowered;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What findings of every kind have in common, where they have it.
 *
 * @param kind as {@code finding} in its JSON: {@code emergence}, {@code regression}, ...
 * @param task the task; null where it is about none
 * @param level of the task; null where it is about none
 * @param layer the layer's index, of a regression that of the largest drop; {@link Finding#NO_LAYER} for the best or for no layer
 * @param layerName its name; empty where there is none
 * @param step the snapshot it is about: by which something emerged, at which it began; null where it is about no single one
 * @param endedStep the snapshot at which it ended; null while it goes on, or where there is nothing to end
 * @param endedAt when that was taken; likewise
 */
public record FindingFacts(
        String kind,
        @Nullable String task,
        @Nullable Level level,
        int layer,
        String layerName,
        @Nullable Long step,
        @Nullable Long endedStep,
        @Nullable Instant endedAt) {
    public static FindingFacts of(Finding finding) {
        if (finding instanceof Emergence e) {
            return new FindingFacts("emergence", e.task(), e.level(), e.layer(), e.layerName(), e.byStep(), null, null);
        }
        if (finding instanceof OnlineEmergence e) {
            return new FindingFacts(
                    "online-emergence", e.task(), e.level(), e.layer(), e.layerName(), e.byStep(), null, null);
        }
        if (finding instanceof UnderPowered u) {
            return new FindingFacts("under-powered", u.task(), u.level(), Finding.NO_LAYER, "", null, null, null);
        }
        if (finding instanceof BrokenData b) {
            return new FindingFacts(
                    "broken-data", null, null, b.layer(), b.layerName(), b.step(), b.endedStep(), b.endedAt());
        }
        return finding instanceof Regression r ? of(r) : of((EmergenceOrder) finding);
    }

    private static FindingFacts of(Regression r) {
        Regression.Drop largest = r.drops().get(0);
        return new FindingFacts(
                "regression",
                r.task(),
                r.level(),
                largest.layer(),
                largest.layerName(),
                r.openedStep(),
                r.recoveredStep(),
                r.recoveredAt());
    }

    private static FindingFacts of(EmergenceOrder unused) {
        return new FindingFacts("emergence-order", null, null, Finding.NO_LAYER, "", null, null, null);
    }
}
