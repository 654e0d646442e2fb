package io.ovoscope.collector.probe;

/**
 * L-BFGS (Nocedal &amp; Wright 2006, algorithm 7.4) that is asked for a point and told the objective there, so that
 * several problems can share one pass over the data. Line search by interpolation and bisection for the weak Wolfe
 * conditions; near the optimum, where the objective's rounding hides a decrease, for the approximate ones of Hager &amp;
 * Zhang 2005.
 */
final class Lbfgs {
    private static final int MEMORY = 20;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MAX_TRIALS = 20;
    /** Relative noise of an objective summed from float32 terms: within it, slopes decide. */
    private static final double NOISE = 1e-6;

    private Curvature curvature = v -> {};
    private final double tolerance;
    private final int maxIterations;

    private final double[][] steps = new double[MEMORY][];
    private final double[][] changes = new double[MEMORY][];
    private final double[] curvatures = new double[MEMORY];

    private double[] point;
    private double[] gradient;
    private final double[] direction;
    private double[] trial;
    private double[] trialGradient;
    private final double[] solved;
    private double value = Double.NaN;
    private double slope;
    private double length;
    private double shortest;
    private double longest;
    private int trials;
    private int pairs;
    private int oldest;
    private int iterations;
    private boolean started;
    private boolean finished;

    /**
     * @param start where to begin
     * @param tolerance largest gradient component of an answer
     */
    Lbfgs(double[] start, double tolerance, int maxIterations) {
        this.point = start.clone();
        this.trial = start.clone();
        this.gradient = new double[start.length];
        this.trialGradient = new double[start.length];
        this.direction = new double[start.length];
        this.solved = new double[start.length];
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
    }

    /** From now on the Hessian is expected to be about this; its overall scale corrects itself. */
    void expect(Curvature guess) {
        curvature = guess;
    }

    /** Where the objective is wanted next; when finished, the last point accepted. Not to be written. */
    double[] point() {
        return finished ? point : trial;
    }

    boolean finished() {
        return finished;
    }

    boolean converged() {
        return Double.isFinite(value) && gradientNorm() <= tolerance;
    }

    int iterations() {
        return iterations;
    }

    double value() {
        return value;
    }

    /** Largest absolute component of the gradient at the last point accepted. */
    double gradientNorm() {
        double largest = started ? 0 : Double.NaN;
        for (double component : gradient) {
            largest = Math.max(largest, Math.abs(component));
        }
        return largest;
    }

    /** Takes the objective and its gradient at {@link #point()}. */
    void tell(double trialValue, double[] gradientThere) {
        System.arraycopy(gradientThere, 0, trialGradient, 0, trialGradient.length);
        if (!started) {
            started = true;
            accept(trialValue);
            return;
        }
        double trialSlope = Vectors.dot(trialGradient, direction);
        if (!decreased(trialValue, trialSlope)) {
            longest = length;
            search(shorter(trialValue));
        } else if (trialSlope < CURVATURE * slope) {
            shortest = length;
            search(longer(trialSlope));
        } else {
            remember();
            iterations++;
            accept(trialValue);
        }
    }

    private boolean decreased(double trialValue, double trialSlope) {
        boolean byValue = trialValue <= value + SUFFICIENT_DECREASE * length * slope;
        boolean bySlope = trialSlope <= (2 * SUFFICIENT_DECREASE - 1) * slope;
        return byValue || (bySlope && trialValue <= value + NOISE * Math.abs(value));
    }

    private double shorter(double trialValue) {
        if (shortest > 0 || !Double.isFinite(trialValue)) {
            return (shortest + longest) / 2;
        }
        double minimum = -slope * length * length / (2 * (trialValue - value - slope * length));
        return Math.min(Math.max(minimum, 0.1 * length), 0.5 * length);
    }

    private double longer(double trialSlope) {
        if (longest < Double.POSITIVE_INFINITY) {
            return (shortest + longest) / 2;
        }
        double minimum = trialSlope > slope ? length * slope / (slope - trialSlope) : Double.POSITIVE_INFINITY;
        return Math.min(Math.max(minimum, 1.5 * length), 10 * length);
    }

    private void search(double nextLength) {
        length = nextLength;
        finished = ++trials >= MAX_TRIALS;
        if (!finished) {
            for (int i = 0; i < trial.length; i++) {
                trial[i] = point[i] + length * direction[i];
            }
        }
    }

    private void accept(double trialValue) {
        double[] spent = point;
        point = trial;
        trial = spent;
        spent = gradient;
        gradient = trialGradient;
        trialGradient = spent;
        value = trialValue;
        if (converged() || iterations >= maxIterations || !Double.isFinite(value)) {
            finished = true;
            return;
        }
        descend();
        slope = Vectors.dot(gradient, direction);
        shortest = 0;
        longest = Double.POSITIVE_INFINITY;
        trials = 0;
        if (slope < 0) {
            search(1);
        } else {
            finished = true;
        }
    }

    private void remember() {
        int slot = pairs % MEMORY;
        if (steps[slot] == null) {
            steps[slot] = new double[point.length];
            changes[slot] = new double[point.length];
        }
        Vectors.difference(trial, point, steps[slot]);
        Vectors.difference(trialGradient, gradient, changes[slot]);
        curvatures[slot] = Vectors.dot(steps[slot], changes[slot]);
        if (curvatures[slot] > 0) {
            pairs++;
        } else {
            oldest = Math.max(oldest, pairs - MEMORY + 1); // it has taken the place of another
        }
    }

    /** Sets the direction. */
    private void descend() {
        for (int i = 0; i < direction.length; i++) {
            direction[i] = -gradient[i];
        }
        oldest = Math.max(oldest, pairs - MEMORY);
        double[] shares = new double[MEMORY];
        for (int pair = pairs - 1; pair >= oldest; pair--) {
            int slot = pair % MEMORY;
            shares[slot] = Vectors.dot(steps[slot], direction) / curvatures[slot];
            Vectors.add(-shares[slot], changes[slot], direction);
        }
        double scale = initialScale();
        curvature.solve(direction);
        Vectors.scale(direction, scale);
        for (int pair = oldest; pair < pairs; pair++) {
            int slot = pair % MEMORY;
            double share = Vectors.dot(changes[slot], direction) / curvatures[slot];
            Vectors.add(shares[slot] - share, steps[slot], direction);
        }
    }

    /** What the newest pair says about the guessed diagonal. */
    private double initialScale() {
        if (pairs == 0) {
            return 1;
        }
        int slot = (pairs - 1) % MEMORY;
        System.arraycopy(changes[slot], 0, solved, 0, solved.length);
        curvature.solve(solved);
        return curvatures[slot] / Vectors.dot(changes[slot], solved);
    }
}
