package io.ovoscope.collector.probe;

/** What an optimiser is told of the Hessian beforehand: an approximation whose inverse is cheap. */
interface Curvature {
    /** {@code v ← B⁻¹ v}, for a symmetric positive (semi-)definite {@code B}. */
    void solve(double[] v);
}
