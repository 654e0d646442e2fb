package io.ovoscope.collector.topics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a stage that reads Kafka, turn by turn until it is closed. What Kafka fails at is tried again; whatever else is thrown
 * ends the stage for all to see.
 */
public final class StageLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StageLoop.class);
    private static final Duration KAFKA_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_TURN = Duration.ofSeconds(15);

    private final String doing;
    private final Consumer<?, ?> consumer;
    private final Runnable turn;
    private final List<? extends AutoCloseable> parts;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closed;
    /** Of the loop's own thread: the failure that was told last, empty once a turn succeeds. */
    private String told = "";

    /**
     * A loop that is not started.
     *
     * @param doing what the stage does, for the log: {@code watching the curves}
     * @param consumer closed when the loop ends; polled by the turns only
     * @param turn one poll and what follows from it
     * @param parts closed after the consumer, in this order
     */
    public StageLoop(
            String threadName,
            String doing,
            Consumer<?, ?> consumer,
            Runnable turn,
            List<? extends AutoCloseable> parts) {
        this.doing = doing;
        this.consumer = consumer;
        this.turn = turn;
        this.parts = List.copyOf(parts);
        this.thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Completes when the loop has been closed; exceptionally, with the reason, when it cannot go on. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** Says that the stage cannot go on, for a reason outside of its turns. */
    public void fail(Throwable reason) {
        ended.completeExceptionally(reason);
    }

    /** Waits for the turn that is under way, for a quarter of a minute at most. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(LAST_TURN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                turn();
            }
            ended.complete(null);
        } catch (InterruptedException e) {
            ended.complete(null);
        } catch (Throwable e) {
            // Errors too: a stage that ends must not look as if it went on.
            log.error("{} ends", doing, e);
            ended.completeExceptionally(e);
        } finally {
            parts.forEach(this::close);
        }
    }

    private void turn() throws InterruptedException {
        try {
            turn.run();
            told = "";
        } catch (WakeupException | InterruptException e) {
            log.debug("woken up", e);
        } catch (KafkaException e) {
            tell(e);
            Thread.sleep(KAFKA_RETRY.toMillis());
        }
    }

    /** Loudly where it is news. */
    private void tell(KafkaException failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.equals(told)) {
            log.debug("{} still fails", doing, failure);
        } else {
            log.warn("{} fails; tried again every second{}", doing, Refusal.advice(failure), failure);
        }
        told = text;
    }

    private void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            log.warn("{}: {} does not end cleanly", doing, part, e);
        }
    }
}
