package io.ovoscope.collector.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task's way along the grid of {@link L2Selection}, from strong to weak. */
final class L2Path {
    private final Labels labels;
    private final List<Double> losses = new ArrayList<>();
    private Fit.@Nullable Trained best;
    private Fit.@Nullable Trained last;
    private Fit.@Nullable Skipped skipped;
    private boolean worse;

    L2Path(Labels labels) {
        this.labels = labels;
    }

    boolean isOpen() {
        return skipped == null && !worse;
    }

    Target next(double l2) {
        Target cold = Target.cold(labels, l2);
        return last == null ? cold : cold.from(last.weights());
    }

    void take(Fit fit) {
        if (fit instanceof Fit.Skipped why) {
            skipped = why;
        } else if (fit instanceof Fit.Trained first && last == null && Double.isNaN(first.developmentLogLoss())) {
            skipped = new Fit.Skipped(Fit.Reason.NO_DEVELOPMENT_ITEMS, 0);
        } else if (fit instanceof Fit.Trained trained) {
            double loss = trained.developmentLogLoss();
            double least = best == null ? loss : best.developmentLogLoss();
            losses.add(loss);
            last = trained;
            best = best == null || loss < least - L2Selection.TIE ? trained : best;
            worse = loss > least + L2Selection.WORSE && loss > least * (1 + L2Selection.WORSE);
        }
    }

    L2Selection.Choice choice() {
        if (skipped != null) {
            return new L2Selection.Choice(skipped, List.of());
        }
        if (best == null) {
            throw new IllegalStateException("no strength was tried: expecting one at least");
        }
        return new L2Selection.Choice(best, List.copyOf(losses));
    }
}
