package io.ovoscope.collector.score;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Decodes parts into their layers beside the consumer's thread, which reads on meanwhile: a layer costs as much to write as to read. At
 * most {@value #MOST_PARTS} parts wait; beyond that the consumer's thread waits with them.
 */
final class PartCopying implements AutoCloseable {
    private static final int MOST_PARTS = 64;
    private static final long ENDING_SECONDS = 5;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread copying = new Thread(task, "score-assemble");
        copying.setDaemon(true);
        return copying;
    });
    private final Semaphore places = new Semaphore(MOST_PARTS);

    /** Copies after what was to be copied before; where that failed, this is not done either. */
    CompletableFuture<Void> after(CompletableFuture<Void> before, Runnable copy) {
        places.acquireUninterruptibly();
        CompletableFuture<Void> done = before.thenRunAsync(copy, thread);
        return done.whenComplete((nothing, failure) -> places.release());
    }

    /** Something that copies at once, on the thread that asks. */
    static Copying atOnce() {
        Executor here = Runnable::run;
        return (before, copy) -> before.thenRunAsync(copy, here);
    }

    /** See {@link #after}. */
    @FunctionalInterface
    interface Copying {
        CompletableFuture<Void> after(CompletableFuture<Void> before, Runnable copy);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            boolean unused = thread.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
