package io.ovoscope.collector.significance;

import java.util.function.DoubleUnaryOperator;

/** Gauss and Legendre's rule. */
final class Quadrature {
    private final double[] nodes;
    private final double[] weights;

    /** A rule that is exact for polynomials up to the degree 2·order − 1. */
    Quadrature(int order) {
        nodes = new double[order];
        weights = new double[order];
        for (int i = 0; i < order; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (order + 0.5));
            for (int newton = 0; newton < 8; newton++) {
                x -= value(order, x) / slope(order, x);
            }
            nodes[i] = x;
            weights[i] = 2 / ((1 - x * x) * slope(order, x) * slope(order, x));
        }
    }

    double integral(double from, double to, DoubleUnaryOperator function) {
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * function.applyAsDouble(from + half * (1 + nodes[i]));
        }
        return half * sum;
    }

    /** Legendre's polynomial by its recurrence. */
    private static double value(int order, double x) {
        double before = 1;
        double now = x;
        for (int k = 2; k <= order; k++) {
            double next = ((2 * k - 1) * x * now - (k - 1) * before) / k;
            before = now;
            now = next;
        }
        return order == 0 ? 1 : now;
    }

    private static double slope(int order, double x) {
        return order * (x * value(order, x) - value(order - 1, x)) / (x * x - 1);
    }
}
