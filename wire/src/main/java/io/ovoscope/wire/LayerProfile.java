package io.ovoscope.wire;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in the model a task stands at one step: what its accuracies look like along the layers.
 *
 * @param loss the training loss then; null where the trainer gives none
 * @param layers how many layers there are a result for
 * @param n number of test items
 * @param best layer of the highest accuracy, the lowest of equals
 * @param bestAccuracy its accuracy
 * @param bestLower lower end of the best layer's 95% interval, by bootstrap over sentences
 * @param bestUpper its upper end
 * @param bestShare for each layer the share of the resamples in which it was the best, by layer index; 0 for a layer without a result
 * @param centreOfGravity Σ l·Δ(l) / Σ Δ(l) over layers l ≥ 1, Δ(l) being what layer l adds to the highest accuracy of the layers
 *     below it (after the expected layer of Tenney et al. 2019); null where no layer adds anything to layer 0
 * @param centreLower lower end of its 95% interval, null where it has none
 * @param centreUpper upper end of its 95% interval, null where it has none
 */
public record LayerProfile(
        String run,
        int attempt,
        String task,
        Level level,
        LabelSource source,
        long step,
        Instant takenAt,
        @Nullable Double loss,
        int layers,
        int n,
        int best,
        double bestAccuracy,
        int bestLower,
        int bestUpper,
        List<Double> bestShare,
        @Nullable Double centreOfGravity,
        @Nullable Double centreLower,
        @Nullable Double centreUpper)
        implements CurveRecord {
    public LayerProfile {
        Checks.present("a layer profile", "run", run);
        Checks.present("a layer profile", "task", task);
        Checks.present("a layer profile", "level", level);
        Checks.present("a layer profile", "source", source);
        Checks.present("a layer profile", "takenAt", takenAt);
        Checks.present("a layer profile", "bestShare", bestShare);
        Names.run(run);
        Names.task(task);
        Checks.atLeast("attempt", attempt, 1);
        Checks.atLeast("step", step, 0);
        Checks.atLeast("n", n, 1);
        Checks.within("bestAccuracy", bestAccuracy, 0.0, 1.0);
        for (Double share : bestShare) {
            Checks.present("a layer profile", "a number of bestShare", share);
            Checks.within("bestShare", share, 0.0, 1.0);
        }
        bestShare = List.copyOf(bestShare);
        Checks.within("layers", layers, 1, bestShare.size());
        Checks.within("best", best, 0, bestShare.size() - 1);
        Checks.within("bestLower", bestLower, 0, bestUpper);
        Checks.within("bestUpper", bestUpper, bestLower, bestShare.size() - 1);
        // One above the deepest layer, which a mean of layers may exceed by its rounding.
        double most = bestShare.size();
        within("centreOfGravity", centreOfGravity, most);
        within("centreUpper", centreUpper, most);
        within("centreLower", centreLower, centreUpper == null ? most : centreUpper);
        if (loss != null && !Double.isFinite(loss)) {
            throw new WireFormatException("loss " + loss + ": expecting a finite number, or none");
        }
    }

    private static void within(String field, @Nullable Double layer, double most) {
        if (layer != null) {
            Checks.within(field, layer, 0, most);
        }
    }

    @Override
    public String key() {
        return RecordKey.profile(run, task, step);
    }
}
