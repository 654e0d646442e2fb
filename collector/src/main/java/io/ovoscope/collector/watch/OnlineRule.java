package io.ovoscope.collector.watch;

import io.ovoscope.collector.emergence.Replicates;
import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.PairedDifference;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.OnlineEmergence.Floor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The first snapshots in a row at which a curve is above a floor by more than a margin, at the lower end of the 95% interval. What is
 * said of a snapshot depends on it and the first one alone, so that later snapshots revise nothing; a curve that only grew is looked
 * at from where it was left.
 */
final class OnlineRule {
    private final Clusters sentences;
    private final int inARow;
    private final Floor floor;
    private final double margin;
    private List<ResampledCurve.Point> seen = List.of();
    private int since;
    private Optional<Risen> risen = Optional.empty();

    /**
     * A rule for one curve.
     *
     * @param sentences of the task's test items
     * @param inARow how many snapshots must be above
     * @param margin by how much the lower end must exceed the floor
     */
    OnlineRule(Clusters sentences, int inARow, Floor floor, double margin) {
        this.sentences = sentences;
        this.inARow = inARow;
        this.floor = floor;
        this.margin = margin;
    }

    /**
     * A row of snapshots above the floor.
     *
     * @param by index of its first
     * @param confirmed index of its last
     * @param lower lower end of accuracy − floor at the first
     * @param floor at the first
     */
    record Risen(int by, int confirmed, double lower, double floor) {}

    private record Gap(double lower, double floor) {}

    Floor floor() {
        return floor;
    }

    double margin() {
        return margin;
    }

    /**
     * Empty where there is no such row yet, or the floor is not known.
     *
     * @param points none of them replayed, in order of steps
     */
    Optional<Risen> in(List<ResampledCurve.Point> points) {
        if (!goesOn(points)) {
            seen = List.of();
            since = 0;
            risen = Optional.empty();
        }
        for (int i = seen.size(); i < points.size() && risen.isEmpty(); i++) {
            if (gap(points, i).filter(gap -> gap.lower() > margin).isEmpty()) {
                since = i + 1;
            } else if (i - since + 1 == inARow) {
                Gap first = gap(points, since).orElseThrow();
                risen = Optional.of(new Risen(since, i, first.lower(), first.floor()));
            }
        }
        seen = List.copyOf(points);
        return risen;
    }

    @SuppressWarnings("ReferenceEquality") // comparing bits would take long
    private boolean goesOn(List<ResampledCurve.Point> points) {
        boolean goesOn = points.size() >= seen.size();
        for (int i = 0; goesOn && i < seen.size(); i++) {
            goesOn = points.get(i) == seen.get(i);
        }
        return goesOn;
    }

    private Optional<Gap> gap(List<ResampledCurve.Point> points, int index) {
        ResampledCurve.Point point = points.get(index);
        boolean unsure = point.observation().items() != null && sentences.count() < 2;
        Replicates replicates = point.replicates();
        Replicates first = points.get(0).replicates();
        if (replicates == null || first == null || unsure) {
            return Optional.empty();
        }
        return switch (floor) {
            case UNTRAINED_AND_CONTROL -> {
                Optional<Gap> said =
                        aboveSaid(point.observation(), points.get(0).observation());
                Gap above = said.orElseGet(() -> aboveFirst(replicates, first));
                yield index == 0 && said.isEmpty()
                        ? Optional.empty()
                        : Optional.of(andControl(point.observation(), above));
            }
            case LEXICON -> aboveLexicon(point.observation(), replicates);
        };
    }

    /** The first snapshot stands for the untrained model; it is not above itself. */
    private static Gap aboveFirst(Replicates replicates, Replicates first) {
        return new Gap(replicates.above(first, PairedDifference.TWO_SIDED_95), first.accuracy());
    }

    /** An imported curve that begins later than at step 0 may say what the untrained model has. */
    private static Optional<Gap> aboveSaid(Observation point, Observation first) {
        OptionalDouble untrained = point.figures().get(Figure.UNTRAINED);
        return point.items() != null || first.step() == 0 || untrained.isEmpty()
                ? Optional.empty()
                : Optional.of(aboveShare(point, untrained.getAsDouble()));
    }

    /** Above the larger of two floors is what is above both. */
    private Gap andControl(Observation point, Gap above) {
        Optional<Gap> control = aboveControl(point);
        return new Gap(
                Math.min(above.lower(), control.map(Gap::lower).orElse(above.lower())),
                Math.max(above.floor(), control.map(Gap::floor).orElse(above.floor())));
    }

    private Optional<Gap> aboveControl(Observation point) {
        Observation.Items items = point.items();
        if (items != null) {
            return Optional.ofNullable(items.control())
                    .map(control -> new Gap(
                            control.difference(items.outcomes(), sentences).lower(), control.control()));
        }
        OptionalDouble control = point.figures().get(Figure.CONTROL);
        return control.isEmpty() ? Optional.empty() : Optional.of(aboveShare(point, control.getAsDouble()));
    }

    /** Above another share of as many items. */
    private static Gap aboveShare(Observation point, double floor) {
        int n = CurveResamples.itemCount(point);
        double error = Math.sqrt(Gain.variance(point.accuracy(), n) + Gain.variance(floor, n));
        return new Gap(point.accuracy() - floor - PairedDifference.TWO_SIDED_95 * error, floor);
    }

    private static Optional<Gap> aboveLexicon(Observation point, Replicates replicates) {
        OptionalDouble lexicon = point.figures().get(Figure.LEXICON);
        return lexicon.isEmpty()
                ? Optional.empty()
                : Optional.of(new Gap(
                        replicates.lower(PairedDifference.TWO_SIDED_95) - lexicon.getAsDouble(),
                        lexicon.getAsDouble()));
    }
}
