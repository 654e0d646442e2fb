package io.ovoscope.collector.probe;

/** What became of a structural probe: trained for distances or for depths, or skipped for a reason that is named. */
public sealed interface StructuralFit {

    /** A probe that was trained. */
    sealed interface Trained extends StructuralFit {
        /** How. */
        Training training();
    }

    /**
     * A probe of tree distances.
     *
     * @param edges which of {@link GoldEdges} the minimum spanning tree over probed distances has; its accuracy is UUAS
     * @param spearman of each test sentence: its mean over words of Spearman's correlation of probed and true distances; their
     *     mean is DSpr
     */
    record Distance(Outcomes edges, LengthMean spearman, Training training) implements Trained {
        public double uuas() {
            return edges.accuracy();
        }

        public double dspr() {
            return spearman.mean();
        }
    }

    /**
     * A probe of tree depths.
     *
     * @param roots of each test tree: whether its root has the least probed depth of all words but punctuation
     * @param spearman of each test sentence: Spearman's correlation of probed and true depths; their mean is NSpr
     */
    record Depth(Outcomes roots, LengthMean spearman, Training training) implements Trained {
        public double rootAccuracy() {
            return roots.accuracy();
        }

        public double nspr() {
            return spearman.mean();
        }
    }

    /**
     * How a probe was trained.
     *
     * @param weights {@code rank × (width + 1)} row-major, for rows as they come, the offset last in each row
     *     (distances do not depend on it)
     * @param rank dimensions projected to
     * @param l2 strength of the penalty
     * @param objective sum over training sentences of the smoothed loss, plus the penalty
     * @param developmentLoss mean over development sentences of the mean absolute error, in edges; NaN without any
     * @param iterations L-BFGS iterations
     * @param gradientNorm see {@link StructuralSettings#tolerance()}
     * @param converged whether that is within the tolerance
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over: the fit keeps no reference
    record Training(
            float[] weights,
            int rank,
            double l2,
            double objective,
            double developmentLoss,
            int iterations,
            double gradientNorm,
            boolean converged) {}

    /**
     * A probe that cannot be trained.
     *
     * @param count how many of what the reason names
     */
    record Skipped(Reason reason, long count) implements StructuralFit {
        /** In words, for a log or a page. */
        public String message() {
            return reason.words + " (" + count + ")";
        }
    }

    /** Why a structural probe was skipped. */
    enum Reason {
        NO_TRAINING_TREES("no tree of two words or more in the training part"),
        NO_DEVELOPMENT_TREES("no tree of two words or more in the development part"),
        NO_TEST_TREES("no tree of two words or more in the test part"),
        NO_GOLD_EDGES("no edge between words that are no punctuation in the test part"),
        NON_FINITE("activations that are NaN or infinite");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }
}
