package io.ovoscope.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** How fast this machine multiplies float32 matrices, with the library and the number of threads that the probes use. */
final class MatrixRate {
    private static final int SIZE = 1024;
    private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final double GIGA = 1e9;

    private MatrixRate() {}

    /** GFLOP/s of {@code threads} threads that each multiply square matrices of their own at once. */
    static double measure(int threads) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Double>> rates = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                rates.add(pool.submit(MatrixRate::ofOneThread));
            }
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the matrix products cannot be timed", e);
        } finally {
            pool.shutdown();
        }
    }

    private static double ofOneThread() {
        openblas.blas_set_num_threads(1);
        try (FloatPointer a = filled();
                FloatPointer b = filled();
                FloatPointer c = filled()) {
            multiply(a, b, c);
            long begun = System.nanoTime();
            int products = 0;
            while (System.nanoTime() - begun < NANOS) {
                multiply(a, b, c);
                products++;
            }
            double seconds = (System.nanoTime() - begun) / GIGA;
            return 2.0 * SIZE * SIZE * SIZE * products / seconds / GIGA;
        }
    }

    private static FloatPointer filled() {
        FloatPointer values = new FloatPointer((long) SIZE * SIZE);
        for (long i = 0; i < values.capacity(); i++) {
            values.put(i, 1);
        }
        return values;
    }

    private static void multiply(FloatPointer a, FloatPointer b, FloatPointer c) {
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                openblas.CblasNoTrans,
                openblas.CblasNoTrans,
                SIZE,
                SIZE,
                SIZE,
                1,
                a,
                SIZE,
                b,
                SIZE,
                0,
                c,
                SIZE);
    }
}
