package io.ovoscope.collector.probe;

import java.util.List;

/**
 * What a layer says of the labels beyond what layer 0 says: held-out nats per item that a probe of {@code [layer 0 ; layer
 * l]} gains over a probe of layer 0 alone (conditional probing, Hewitt et al. 2021). It may be negative, because it is
 * measured on items that trained neither probe.
 *
 * <p>Both probes have one strength. In {@link FeatureSpace#WHITENED} space a probe that ignores layer l then pays the same
 * penalty beside it as alone, so that a layer that adds nothing gains nothing; in the other spaces a feature that occurs
 * twice is penalised half as much, and a copy of layer 0 may gain a little.
 *
 * @param nats mean gain per labelled test item
 * @param interval of that mean, by bootstrap over sentences; infinite when there are fewer than two sentences
 */
public record Conditional(double nats, Interval interval) {

    /**
     * The probes of layer 0 alone: the same for every layer of a step at one strength.
     *
     * @param layerZero the items' rows in layer 0
     */
    public static List<Fit> alone(
            ProbeWorkspace workspace, Items layerZero, Split split, ProbeSettings settings, List<Target> targets) {
        return workspace.prepare(layerZero, split, settings).fit(targets);
    }

    /**
     * The probes of layer 0 and another layer side by side.
     *
     * @param layerZero the items' rows in layer 0
     * @param layer the same items' rows in the other layer
     */
    public static List<Fit> beside(
            ProbeWorkspace workspace,
            Items layerZero,
            Items layer,
            Split split,
            ProbeSettings settings,
            List<Target> targets) {
        return workspace.prepare(layerZero.beside(layer), split, settings).fit(targets);
    }

    /**
     * What the second probe gains.
     *
     * @param alone a fit of {@link #alone}
     * @param beside the fit of {@link #beside} for the same labels and split, at the same strength
     * @param clusters sentences of the labelled test items
     * @throws IllegalArgumentException when strengths or numbers of test items differ
     */
    public static Conditional gain(
            Fit.Trained alone, Fit.Trained beside, Clusters clusters, SentenceBootstrap bootstrap) {
        float[] gains = gains(alone, beside);
        double sum = 0;
        for (float gain : gains) {
            sum += gain;
        }
        return new Conditional(sum / gains.length, bootstrap.meanInterval(gains, clusters));
    }

    /** Nats that each labelled test item gains, in the order of {@link Labels#among}; arguments as of {@link #gain}. */
    public static float[] gains(Fit.Trained alone, Fit.Trained beside) {
        if (alone.l2() != beside.l2()) {
            throw new IllegalArgumentException(
                    "l2 " + alone.l2() + " of layer 0 alone and " + beside.l2() + " beside: expecting one strength");
        }
        float[] less = alone.testLogLikelihood();
        float[] more = beside.testLogLikelihood();
        if (less.length != more.length) {
            throw new IllegalArgumentException("log likelihoods of " + less.length + " and " + more.length
                    + " items: expecting those of the same items");
        }
        float[] gains = new float[less.length];
        for (int j = 0; j < gains.length; j++) {
            gains[j] = more[j] - less[j];
        }
        return gains;
    }
}
