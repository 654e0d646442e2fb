package io.ovoscope.launcher.replay;

import io.ovoscope.collector.topics.GroupProgress;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a collector makes of the checkpoints that were sent. */
final class Answers implements AutoCloseable {
    private static final Duration READ = Duration.ofSeconds(60);
    private static final Duration WATCH = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 50;

    private final RunInTopics run;
    private final TopicTail tail;
    private final GroupProgress progress;
    private final Duration patience;

    /** @param patience how long nothing may come before it is given up */
    Answers(KafkaSettings kafka, String run, Duration patience) {
        this.run = new RunInTopics(run, kafka);
        this.tail = new TopicTail(kafka, "ovoscope-replay", RunInTopics.TOPICS, this.run);
        this.progress = new GroupProgress(kafka);
        this.patience = patience;
    }

    RunInTopics run() {
        return run;
    }

    /** Waits until everything has been read that is there now. */
    void readThrough() throws InterruptedException {
        try {
            tail.readThrough().toCompletableFuture().get(READ.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topics of runs, curves and findings cannot be read: is a broker there,"
                    + " and has a collector made the topics? " + e);
        }
    }

    /**
     * Waits until all but a few of these steps have all their points.
     *
     * @param most how many may be left
     * @param meanwhile called again and again
     * @throws NothingComes where no point has come for long
     */
    void await(Collection<Long> steps, int most, Runnable meanwhile) throws InterruptedException, NothingComes {
        long points = -1;
        long deadline = 0;
        while (steps.stream().filter(step -> !run.hasCome(step)).count() > most) {
            meanwhile.run();
            if (run.pointsRead() != points) {
                points = run.pointsRead();
                deadline = System.nanoTime() + patience.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new NothingComes("no point has come for " + patience.toSeconds() + " s, and of "
                        + steps.stream().filter(step -> !run.hasCome(step)).count()
                        + " checkpoints some are missing: is a collector running?");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Waits until the findings say what follows from all points that there are. */
    void awaitFindings() throws InterruptedException, NothingComes {
        if (!progress.await("watch", java.util.List.of(Topic.CURVES), WATCH)) {
            throw new NothingComes("the findings have not been revised within " + WATCH.toSeconds() + " s");
        }
        readThrough();
    }

    @Override
    public void close() {
        tail.close();
        progress.close();
    }

    /** The collector does not answer. */
    static final class NothingComes extends Exception {
        private static final long serialVersionUID = 1L;

        NothingComes(String message) {
            super(message);
        }
    }
}
