package io.ovoscope.agent;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that ever touches the copy of the network: DL4J keeps workspaces, sessions and random numbers per thread. A daemon,
 * so that a program ends without closing the agent.
 */
final class WorkerThread {
    private static final Logger log = LoggerFactory.getLogger(WorkerThread.class);

    private final ExecutorService executor = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(() -> runAndTidy(work), "ovoscope-agent");
        thread.setDaemon(true);
        return thread;
    });

    private static void runAndTidy(Runnable work) {
        try {
            work.run();
        } finally {
            Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        }
    }

    /** Runs on the thread and waits; what it throws is thrown here. */
    <T> T call(Callable<T> work) {
        try {
            return executor.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the agent cannot start", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the agent started", e);
        }
    }

    /** Runs on the thread, without waiting. */
    void run(Runnable work) {
        executor.execute(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                log.error("the agent's worker has ended; training goes on unmonitored", e);
            }
        });
    }

    void interrupt() {
        executor.shutdownNow();
    }

    /** Ends the thread once its work is done; false where that takes longer. */
    boolean close(long atMostMillis) {
        executor.shutdown();
        try {
            return executor.awaitTermination(atMostMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
