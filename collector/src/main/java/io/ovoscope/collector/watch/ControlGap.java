package io.ovoscope.collector.watch;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Outcomes;
import io.ovoscope.collector.probe.PairedDifference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a point's control task is below its task. Which items of the control task were right is kept until somebody asks, since
 * the sentences of the items may not be known before; then the difference alone, in a hundredth of the memory.
 */
final class ControlGap {
    private final double control;
    private @Nullable Outcomes outcomes;
    private @Nullable PairedDifference difference;

    ControlGap(Outcomes outcomes) {
        this.control = outcomes.accuracy();
        this.outcomes = outcomes;
    }

    /** Accuracy of the control task. */
    double control() {
        return control;
    }

    /**
     * Accuracy of the task less that of the control task, paired over sentences.
     *
     * @param task what was right of the task at the same point
     * @param sentences of the items, the same at every call
     */
    PairedDifference difference(Outcomes task, Clusters sentences) {
        PairedDifference known = difference;
        if (known == null) {
            known = PairedDifference.of(task, Objects.requireNonNull(outcomes, "not asked yet"), sentences);
            difference = known;
            outcomes = null;
        }
        return known;
    }
}
