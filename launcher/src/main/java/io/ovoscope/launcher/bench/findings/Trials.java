package io.ovoscope.launcher.bench.findings;

import io.ovoscope.launcher.bench.BenchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Independent trials on several threads; what comes out does not depend on how many. */
final class Trials implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final ExecutorService pool;
    private final Consumer<BenchEvent> told;

    Trials(int threads, Consumer<BenchEvent> told) {
        this.pool = Executors.newFixedThreadPool(threads);
        this.told = told;
    }

    /** The results of the trials of these numbers, in their order. */
    <T> List<T> run(String title, int count, IntFunction<T> trial) throws InterruptedException {
        long begun = System.nanoTime();
        AtomicInteger done = new AtomicInteger();
        List<Future<T>> running = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            int own = number;
            running.add(pool.submit(() -> {
                T result = trial.apply(own);
                double taken = (System.nanoTime() - begun) / NANOS;
                int ready = done.incrementAndGet();
                told.accept(new BenchEvent.Working(title, ready, count, taken, taken / ready * (count - ready)));
                return result;
            }));
        }
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(title + " fails: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
