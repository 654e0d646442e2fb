package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.collector.probe.ProbeWorkspace;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that score layers, each with a workspace, and see the results acknowledged. */
final class ScorePool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ScorePool.class);
    private static final Duration ENDING = Duration.ofSeconds(20);

    private final LayerScorer scorer;
    private final Delivery delivery;
    private final RunCatalog catalog;
    private final ScoreCounters counters;
    private final Duration retry;
    private final Consumer<Throwable> fatal;
    private final ExecutorService threads;
    private final BlockingQueue<ProbeWorkspace> workspaces;

    /**
     * Starts the threads.
     *
     * @param retry wait before results are sent again
     * @param fatal told of errors that the stage cannot outlive
     */
    ScorePool(
            int threadCount,
            LayerScorer scorer,
            Delivery delivery,
            RunCatalog catalog,
            ScoreCounters counters,
            Duration retry,
            Consumer<Throwable> fatal) {
        this.scorer = scorer;
        this.delivery = delivery;
        this.catalog = catalog;
        this.counters = counters;
        this.retry = retry;
        this.fatal = fatal;
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(threadCount, task -> {
            Thread thread = new Thread(task, "score-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        workspaces = new ArrayBlockingQueue<>(threadCount);
        for (int i = 0; i < threadCount; i++) {
            workspaces.add(new ProbeWorkspace());
        }
    }

    /**
     * Scores a layer and sends its results.
     *
     * @param done told on the scoring thread when that is over
     */
    void submit(AssignedPartition partition, LayerJob job, Done done) {
        threads.execute(() -> {
            boolean settled = false;
            try {
                settled = work(partition, job);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                fatal.accept(e);
            } finally {
                done.over(settled);
            }
        });
    }

    /** How scoring a layer ends. */
    interface Done {
        /**
         * It has ended.
         *
         * @param settled whether the layer's records are no longer needed: its points are acknowledged, or its run is deleted
         */
        void over(boolean settled);
    }

    private boolean work(AssignedPartition partition, LayerJob job) throws InterruptedException {
        if (isObsolete(partition, job)) {
            return !partition.isAbandoned();
        }
        long begin = System.nanoTime();
        int generation = catalog.deletions(job.header().run());
        LayerResult result = score(partition, job, generation);
        counters.layerTook(System.nanoTime() - begin);
        if (deliver(partition, job, result)) {
            result.states().forEach(state -> partition.states().put(state, generation));
            result.samples().forEach(sample -> partition.states().put(sample, generation));
            counters.add(Counter.SCORED, job.content() instanceof LayerJob.Whole ? 1 : 0);
            counters.add(Counter.POINTS, result.points().size());
            return true;
        }
        return !partition.isAbandoned();
    }

    private LayerResult score(AssignedPartition partition, LayerJob job, int generation) throws InterruptedException {
        ProbeWorkspace workspace = workspaces.take();
        try {
            Remembered remembered = partition
                    .states()
                    .of(job.layer(), generation)
                    .asOf(job.header().attempt(), job.manifest());
            return scorer.score(job, remembered, workspace, partition::isAbandoned);
        } catch (RuntimeException e) {
            counters.add(Counter.FAILED);
            log.error("{} cannot be scored; its points say so and the stage goes on", job.name(), e);
            return scorer.failed(job, e);
        } finally {
            workspaces.add(workspace);
        }
    }

    private boolean deliver(AssignedPartition partition, LayerJob job, LayerResult result) throws InterruptedException {
        for (int attempt = 1; !isObsolete(partition, job); attempt++) {
            try {
                delivery.deliver(partition.source().partition(), result);
                return true;
            } catch (Delivery.DeliveryException e) {
                counters.add(Counter.SEND_RETRIES);
                if (attempt == 1) {
                    log.warn("points of {} are not acknowledged; sent again until they are", job.name(), e);
                } else {
                    log.debug("points of {} are not acknowledged, attempt {}", job.name(), attempt, e);
                }
                Thread.sleep(retry.toMillis());
            }
        }
        return false;
    }

    private boolean isObsolete(AssignedPartition partition, LayerJob job) {
        return partition.isAbandoned() || catalog.isDeleted(job.header().run());
    }

    /** Interrupts what is being sent, waits for what is being computed, and gives the memory back. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (threads.awaitTermination(ENDING.toSeconds(), TimeUnit.SECONDS)) {
                workspaces.forEach(ProbeWorkspace::close);
            } else {
                log.warn(
                        "a layer is still being scored after {}; its memory is left to the end of the process", ENDING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
