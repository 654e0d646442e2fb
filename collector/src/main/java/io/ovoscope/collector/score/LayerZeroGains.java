package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.Conditional;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.Items;
import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.collector.probe.Target;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.ProbeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a layer says of the labels beyond what layer 0 says (conditional probing, Hewitt et al. 2021), of the tasks of one input.
 *
 * @param layer its number
 * @param layerZero layer 0 of the same step, null where it is not there
 * @param items the layer's
 */
record LayerZeroGains(
        ScoreSettings settings,
        PreparedInput input,
        int layer,
        @Nullable LayerZero layerZero,
        ProbeSet set,
        Items items,
        ProbeWorkspace workspace)
        implements CostlyFigures {

    /** Layer 0 says at each snapshot that it has none. */
    @Override
    public Cadence cadence() {
        int every = layer == 0 ? 1 : settings.conditionalEvery();
        return new Cadence("gain over layer 0", "score.conditionalEvery", every);
    }

    @Override
    public List<Addition> of(List<TaskScore> due) {
        if (layer == 0) {
            return same(due, "gain over layer 0: none, this is layer 0");
        }
        LayerZero zero = layerZero;
        return zero == null ? same(due, "gain over layer 0: layer 0 of this step is not there") : over(zero, due);
    }

    private static List<Addition> same(List<TaskScore> due, String remark) {
        return due.stream().map(score -> Addition.remark(remark)).toList();
    }

    private List<Addition> over(LayerZero zero, List<TaskScore> due) {
        Items below = input.items(zero.values(), zero.width(), set);
        LayerZeroFits shared = zero.memo("probes of " + input.name(), LayerZeroFits::new);
        List<Fit> alone = shared.of(
                due, targets -> Conditional.alone(workspace, below, input.split(), settings.probeSettings(), targets));
        List<Fit> beside = Conditional.beside(
                workspace,
                below,
                items,
                input.split(),
                settings.probeSettings(),
                due.stream().map(score -> target(score, below.width())).toList());
        List<Addition> additions = new ArrayList<>();
        for (int t = 0; t < due.size(); t++) {
            additions.add(addition(due.get(t).task(), alone.get(t), beside.get(t)));
        }
        return additions;
    }

    /** Starts from the layer's own probe, which knows nothing of layer 0. */
    private static Target target(TaskScore score, int widthBelow) {
        float[] own = score.probe().weights();
        int classes = score.task().labels().classes();
        int stride = own.length / classes;
        float[] start = new float[own.length + classes * widthBelow];
        for (int k = 0; k < classes; k++) {
            System.arraycopy(own, k * stride, start, k * (stride + widthBelow) + widthBelow, stride);
        }
        return new Target(score.task().labels(), score.probe().l2(), start);
    }

    private Addition addition(PreparedTask task, Fit alone, Fit beside) {
        if (!(alone instanceof Fit.Trained without)) {
            return Addition.remark("gain over layer 0: its own probe has " + ((Fit.Skipped) alone).message());
        }
        if (!(beside instanceof Fit.Trained with)) {
            return Addition.remark("gain over layer 0: " + ((Fit.Skipped) beside).message());
        }
        Conditional gain = Conditional.gain(without, with, task.clusters(), settings.bootstrap());
        boolean converged = without.converged() && with.converged();
        return new Addition(
                Map.of(
                        Figure.CONDITIONAL,
                        gain.nats(),
                        Figure.CONDITIONAL_LOWER,
                        gain.interval().lower(),
                        Figure.CONDITIONAL_UPPER,
                        gain.interval().upper()),
                converged
                        ? List.of()
                        : List.of("gain over layer 0: one of its two probes stopped before it had converged"));
    }
}
