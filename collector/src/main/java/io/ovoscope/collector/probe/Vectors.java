package io.ovoscope.collector.probe;

/** Arithmetic on vectors in double precision, in a fixed order of summation. */
final class Vectors {
    private Vectors() {}

    /** Eight partial sums, because one would wait for each addition in turn. */
    static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        int i = 0;
        for (; i + 7 < a.length; i += 8) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7));
    }

    /** {@code to += factor · a}. */
    static void add(double factor, double[] a, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * a[i];
        }
    }

    /** {@code a ← factor · a}. */
    static void scale(double[] a, double factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] *= factor;
        }
    }

    /** {@code to ← a − b}. */
    static void difference(double[] a, double[] b, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = a[i] - b[i];
        }
    }
}
