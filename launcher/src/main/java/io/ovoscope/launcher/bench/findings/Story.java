package io.ovoscope.launcher.bench.findings;

/** What is true of a simulated run. */
interface Story {
    /** Expected accuracy of a task in a layer at a snapshot, counted from 0. */
    double accuracy(int task, int layer, int snapshot);

    /** What else the collector sees of a snapshot. */
    default Surroundings around(int snapshot) {
        return Surroundings.USUAL;
    }

    /**
     * What surrounds a snapshot's accuracies.
     *
     * @param converged whether the probes did
     * @param l2 their strength of penalty
     * @param ckaPrevious linear CKA of every layer with the snapshot before
     * @param effectiveRank of every layer
     * @param loss of training
     */
    record Surroundings(boolean converged, double l2, double ckaPrevious, double effectiveRank, double loss) {
        static final Surroundings USUAL = new Surroundings(true, 10, 0.97, 45, 3.2);

        Surroundings withConverged(boolean other) {
            return new Surroundings(other, l2, ckaPrevious, effectiveRank, loss);
        }

        Surroundings withL2(double other) {
            return new Surroundings(converged, other, ckaPrevious, effectiveRank, loss);
        }

        Surroundings withCka(double other) {
            return new Surroundings(converged, l2, other, effectiveRank, loss);
        }

        Surroundings withRank(double other) {
            return new Surroundings(converged, l2, ckaPrevious, other, loss);
        }

        Surroundings withLoss(double other) {
            return new Surroundings(converged, l2, ckaPrevious, effectiveRank, other);
        }
    }
}
