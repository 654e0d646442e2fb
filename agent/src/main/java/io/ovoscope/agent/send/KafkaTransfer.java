package io.ovoscope.agent.send;

import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Topic;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A snapshot as one transaction. */
final class KafkaTransfer implements SnapshotTransfer {
    private static final Logger log = LoggerFactory.getLogger(KafkaTransfer.class);

    private final KafkaLink link;
    private final KafkaSession session;
    private final SendSettings settings;
    private final String topic;
    private final long begunNanos = System.nanoTime();
    private final AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
    private long waitedNanos;
    private boolean committed;
    private boolean unusable;

    KafkaTransfer(KafkaLink link, KafkaSession session, SendSettings settings, KafkaTarget target) throws SendFailure {
        this.link = link;
        this.session = session;
        this.settings = settings;
        this.topic = target.topic(Topic.ACTIVATIONS);
        try {
            session.producer().beginTransaction();
        } catch (RuntimeException e) {
            link.lost(session);
            throw failure(e);
        }
    }

    @Override
    public int attempt() {
        return session.attempt();
    }

    @Override
    public long send(ActivationPart part) throws SendFailure {
        String run = part.header().run();
        int layer = part.header().layer();
        String key = RecordKey.layer(run, layer);
        byte[] value = part.write();
        long bytes = 0;
        for (int partition : session.partitions().of(run, layer)) {
            send(new ProducerRecord<>(topic, partition, key, value));
            bytes += value.length;
        }
        return bytes;
    }

    private void send(ProducerRecord<String, byte[]> record) throws SendFailure {
        long begin = System.nanoTime();
        try {
            Future<RecordMetadata> unused = session.producer().send(record, (metadata, e) -> {
                if (e != null) {
                    refused.compareAndSet(null, e);
                }
            });
        } catch (RuntimeException e) {
            throw failure(e);
        }
        Exception error = refused.get();
        if (error != null) {
            throw failure(error);
        }
        waitedNanos += System.nanoTime() - begin;
        if (waitedNanos > settings.sendTimeoutMillis() * 1_000_000L) {
            throw new SendFailure(
                    DropReason.TIMEOUT,
                    "the broker took longer than " + settings.sendTimeoutMillis() + " ms (sendTimeoutMillis)",
                    null);
        }
    }

    @Override
    public void commit() throws SendFailure {
        try {
            session.producer().commitTransaction();
            committed = true;
        } catch (RuntimeException e) {
            Exception first = refused.get();
            // After a commit that timed out only another commit is allowed: whether it arrived is settled by a new
            // session.
            unusable = e instanceof org.apache.kafka.common.errors.TimeoutException;
            throw failure(first == null ? e : first);
        }
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        if (unusable) {
            link.lost(session);
            return;
        }
        try {
            session.producer().abortTransaction();
        } catch (Throwable e) {
            log.debug("the transaction could not be aborted: a new session does that", e);
            link.lost(session);
        }
    }

    /** Being fenced means a newer producer of the run, or that the coordinator has given the transaction up for its age. */
    private SendFailure failure(Exception e) {
        SendFailure failure = KafkaFailures.of("sending to " + topic, e);
        long millis = (System.nanoTime() - begunNanos) / 1_000_000;
        if (failure.reason() != DropReason.FENCED) {
            return failure;
        }
        unusable = true;
        return millis < settings.transactionTimeoutMillis()
                ? new SendFailure(DropReason.FENCED, "another agent, or another replay, has opened the same run", e)
                : new SendFailure(
                        DropReason.TIMEOUT,
                        "the snapshot took " + millis + " ms, longer than transactionTimeoutMillis="
                                + settings.transactionTimeoutMillis(),
                        e);
    }
}
