package io.ovoscope.collector.watch;

import io.ovoscope.collector.emergence.Replicates;
import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.PairedDifference;

/** How much more accurate a snapshot is than another one, at least. */
final class Gain {
    private Gain() {}

    /**
     * How far a point of a layer is above another, less so many standard errors: paired over sentences where the items are known, of two
     * proportions where their number is, and the difference itself where nothing is.
     */
    static double lower(Observation point, Observation other, Clusters sentences, double errors) {
        Observation.Items items = point.items();
        Observation.Items before = other.items();
        if (items != null && before != null) {
            return PairedDifference.of(items.outcomes(), before.outcomes(), sentences)
                    .lower(errors);
        }
        double difference = point.accuracy() - other.accuracy();
        int n = CurveResamples.itemCount(point);
        int m = CurveResamples.itemCount(other);
        return n < 1 || m < 1
                ? difference
                : difference - errors * Math.sqrt(variance(point.accuracy(), n) + variance(other.accuracy(), m));
    }

    /** The same for the best layers of two snapshots; −∞ where fewer than two sentences say nothing about others. */
    static double lower(ResampledCurve.Point point, ResampledCurve.Point other, Clusters sentences, double errors) {
        Replicates replicates = point.replicates();
        Replicates before = other.replicates();
        if (replicates == null || before == null) {
            return point.observation().accuracy() - other.observation().accuracy();
        }
        boolean unsure = point.observation().items() != null && sentences.count() < 2;
        return unsure ? Double.NEGATIVE_INFINITY : replicates.above(before, errors);
    }

    /** Of a share of so many independent items; of (np + 1) / (n + 2), so that shares of 0 and 1 have one too. */
    static double variance(double share, int n) {
        double shrunk = (share * n + 1) / (n + 2);
        return shrunk * (1 - shrunk) / n;
    }
}
