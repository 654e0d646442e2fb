package io.ovoscope.agent.send;

import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.Topic;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the curves topic which checkpoints there are; not within a snapshot's transaction, which must not be lost for it. Only the
 * newest list is of use, so no more than one waits.
 */
final class CheckpointNews {
    private static final Logger log = LoggerFactory.getLogger(CheckpointNews.class);
    private static final long LAST_MILLIS = 2_000;

    private final String topic;
    private final AtomicReference<@Nullable CheckpointsKept> untold = new AtomicReference<>();
    private final AtomicReference<@Nullable CheckpointsKept> tried = new AtomicReference<>();
    private volatile boolean failedBefore;

    CheckpointNews(KafkaTarget target) {
        this.topic = target.topic(Topic.CURVES);
    }

    void set(CheckpointsKept list) {
        untold.set(list);
    }

    /** Whether there is a list that has not been tried yet. */
    boolean isFresh() {
        CheckpointsKept list = untold.get();
        return list != null && !list.equals(tried.get());
    }

    /** Sends what has not arrived, without waiting for it. */
    void send(KafkaSession session) {
        @Nullable CheckpointsKept list = untold.get();
        tried.set(list);
        if (list != null && session.curves() > 0) {
            Future<?> unused = send(session, list);
        }
    }

    /** The same, waiting no longer than a little. */
    void sendAndWait(KafkaSession session) {
        @Nullable CheckpointsKept list = untold.get();
        if (list == null || session.curves() == 0) {
            return;
        }
        try {
            send(session, list).get(LAST_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            log.debug("the last list of checkpoints is lost", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Future<RecordMetadata> send(KafkaSession session, CheckpointsKept list) {
        CheckpointsKept settled =
                new CheckpointsKept(list.run(), session.attempt(), list.step(), list.takenAt(), list.checkpoints());
        int partition = Partitions.ofCurves(list.run(), session.curves());
        return session.announcer()
                .send(new ProducerRecord<>(topic, partition, settled.key(), settled.write()), (metadata, e) -> {
                    if (e == null) {
                        untold.compareAndSet(list, null);
                    } else {
                        failed(e);
                    }
                });
    }

    private void failed(Exception e) {
        if (failedBefore) {
            log.debug("{} does not take the list of checkpoints", topic, e);
        } else {
            failedBefore = true;
            log.warn("{} does not take the list of checkpoints; tried again; snapshots are not affected", topic, e);
        }
    }
}
