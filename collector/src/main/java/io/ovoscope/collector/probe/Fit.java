package io.ovoscope.collector.probe;

/** What became of a probe: trained, or skipped for a reason that is named. */
public sealed interface Fit {

    /**
     * A trained probe.
     *
     * @param test which labelled test items were right, in the order of {@link Labels#among}; an item of a class that
     *     training never saw counts as wrong
     * @param testLogLikelihood natural logarithm of the probability that the probe gives to the label of each of these
     *     items. The probabilities of an item sum to 1 over all classes of the task: with {@code t} labelled training
     *     items and {@code U} classes that training never saw, each of those has {@code 1/(t + U)}, and what the
     *     softmax gives to the others is multiplied by {@code t/(t + U)}. This changes no prediction
     * @param macroF1 mean F1 on the test items over the classes that occur there or were predicted
     * @param developmentLogLoss mean nats per labelled development item of a class seen in training, NaN without any
     * @param objective sum of the training items' log losses plus the penalty
     * @param iterations L-BFGS iterations
     * @param gradientNorm largest component of the gradient of the mean loss, see {@link ProbeSettings#tolerance()}
     * @param converged whether that is within the tolerance; an accuracy without it is a lower bound
     * @param l2 strength of the penalty
     * @param weights {@code classes × (width + 1)} row-major, for rows as they come, the bias last in each row; a class
     *     that training never saw has weights 0 and bias {@value #ABSENT_BIAS}
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over: the fit keeps no reference
    record Trained(
            Outcomes test,
            float[] testLogLikelihood,
            double macroF1,
            double developmentLogLoss,
            double objective,
            int iterations,
            double gradientNorm,
            boolean converged,
            double l2,
            float[] weights)
            implements Fit {
        /** Bias of a class that training never saw: it is never predicted, and stays finite on the wire. */
        public static final float ABSENT_BIAS = -1e4f;

        public double accuracy() {
            return test.accuracy();
        }
    }

    /**
     * A probe that cannot be trained.
     *
     * @param reason why
     * @param count how many of what the reason names
     */
    record Skipped(Reason reason, long count) implements Fit {
        /** In words, for a log or a page. */
        public String message() {
            return reason.words + " (" + count + ")";
        }
    }

    /** Why a probe was skipped. */
    enum Reason {
        NO_TRAINING_ITEMS("no labelled item in the training part"),
        ONE_CLASS("fewer than two classes in the training part"),
        NO_DEVELOPMENT_ITEMS("no labelled item of a class seen in training in the development part"),
        NO_TEST_ITEMS("no labelled item in the test part"),
        NON_FINITE("activations that are NaN or infinite");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }
}
