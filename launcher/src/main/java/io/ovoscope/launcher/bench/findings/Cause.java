package io.ovoscope.launcher.bench.findings;

/** Why accuracies fall in a simulated run, and how that shows besides. From {@value #ONSET} on three points are lost. */
enum Cause implements Story {
    /** Probes stop short of their optimum. */
    NOT_CONVERGED(false) {
        @Override
        public Surroundings around(int snapshot) {
            return snapshot < ONSET ? Surroundings.USUAL : Surroundings.USUAL.withConverged(false);
        }
    },
    /** The penalty is another one. */
    OTHER_PENALTY(false) {
        @Override
        public Surroundings around(int snapshot) {
            return snapshot < ONSET ? Surroundings.USUAL : Surroundings.USUAL.withL2(1000);
        }
    },
    /** The labels of one source are wrong from here on: the layer is the same as before, and so is the loss. */
    OTHER_LABELS(false) {
        @Override
        boolean falls(int task) {
            return task == 0 || task == 1;
        }

        @Override
        public Surroundings around(int snapshot) {
            return snapshot < ONSET ? Surroundings.USUAL : Surroundings.USUAL.withCka(0.998);
        }
    },
    /** The model diverges: everything falls, the loss rises, the representation moves. */
    DIVERGES(true) {
        @Override
        public Surroundings around(int snapshot) {
            return snapshot < ONSET
                    ? Surroundings.USUAL
                    : Surroundings.USUAL.withCka(0.85).withLoss(4.1);
        }
    },
    /** One level is forgotten while the others stay. */
    FORGETS_SYNTAX(true) {
        @Override
        boolean falls(int task) {
            return task == 2;
        }

        @Override
        public Surroundings around(int snapshot) {
            return snapshot == ONSET ? Surroundings.USUAL.withCka(0.93) : Surroundings.USUAL;
        }
    },
    /** The representation collapses to a few directions, control tasks with it. */
    COLLAPSES(true) {
        @Override
        public Surroundings around(int snapshot) {
            return snapshot < ONSET
                    ? Surroundings.USUAL
                    : Surroundings.USUAL.withCka(0.8).withRank(18);
        }
    };

    static final int ONSET = 20;
    static final int SNAPSHOTS = 28;
    private static final double LOST = 0.03;

    private final boolean model;

    Cause(boolean model) {
        this.model = model;
    }

    /** Whether the model is to blame, rather than a probe. */
    boolean isModel() {
        return model;
    }

    boolean falls(int task) {
        return true;
    }

    @Override
    public double accuracy(int task, int layer, int snapshot) {
        return DropCase.ACCURACY - (snapshot >= ONSET && falls(task) ? LOST : 0);
    }
}
