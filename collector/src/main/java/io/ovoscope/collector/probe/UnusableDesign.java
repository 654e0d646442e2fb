package io.ovoscope.collector.probe;

import java.util.List;

/** Items that nothing can be trained on, and why. */
record UnusableDesign(Split split, Fit.Skipped reason) implements Design {

    @Override
    public Design over(Items items, Split other) {
        return new UnusableDesign(other, reason);
    }

    @Override
    public List<Fit> fit(List<Target> targets) {
        return targets.stream().map(target -> (Fit) reason).toList();
    }
}
