package io.ovoscope.collector.topics;

import io.ovoscope.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole topics from the beginning and then on, outside any consumer group, so that every copy of the collector sees
 * everything. Order is kept within a partition.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final KafkaSettings kafka;
    private final List<String> topics;
    private final TopicReader reader;
    private final Consumer<String, byte[]> consumer;
    private final Thread thread;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Queue<CompletableFuture<Void>> askedFor = new ConcurrentLinkedQueue<>();
    private final List<ReadThrough> readThroughs = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;
    /** Of the reading thread: the failure that was told last, empty once reading succeeds. */
    private String told = "";

    /** Starts reading on a daemon thread of its own. */
    public TopicTail(KafkaSettings kafka, String clientId, List<Topic> topics, TopicReader reader) {
        this(kafka, new KafkaConsumer<>(kafka.consumer(clientId)), clientId, topics, reader);
    }

    /** The same with a consumer of the caller's, which the tail closes. */
    public TopicTail(
            KafkaSettings kafka,
            Consumer<String, byte[]> consumer,
            String clientId,
            List<Topic> topics,
            TopicReader reader) {
        this.kafka = kafka;
        this.topics = topics.stream().map(kafka::name).toList();
        this.reader = reader;
        this.consumer = consumer;
        this.thread = new Thread(this::run, clientId);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until everything that was there at the start has been read; false where that takes longer. */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        return caughtUp.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Completes when reading ends: exceptionally where it does so of itself. */
    public CompletionStage<Void> ended() {
        return ended;
    }

    /**
     * Completes when everything that is in the topics at the time of the call has been read; exceptionally where reading has ended
     * of itself. Does not block.
     */
    public CompletionStage<Void> readThrough() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        askedFor.add(done);
        if (ended.isCompletedExceptionally()) {
            failReadThroughs();
        }
        return done;
    }

    private record ReadThrough(Map<TopicPartition, Long> ends, CompletableFuture<Void> done) {}

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            readOn();
            ended.complete(null);
        } catch (Throwable e) {
            // Errors too: whoever waits must not wait for ever.
            log.error("{}: reading {} ends", thread.getName(), topics, e);
            ended.completeExceptionally(e);
            failReadThroughs();
        }
    }

    private void failReadThroughs() {
        IllegalStateException failure = new IllegalStateException("reading " + topics + " has ended, see the log");
        CompletableFuture<Void> asked = askedFor.poll();
        while (asked != null) {
            asked.completeExceptionally(failure);
            asked = askedFor.poll();
        }
        readThroughs.forEach(waiting -> waiting.done().completeExceptionally(failure));
    }

    private void readOn() {
        try (consumer) {
            Map<TopicPartition, Long> ends = null;
            while (!closed) {
                try {
                    ends = ends == null ? begin() : ends;
                    if (ends != null) {
                        noteReadThroughs();
                        consumer.poll(POLL).forEach(this::take);
                        signalCaughtUp(ends);
                        signalReadThroughs();
                        told = "";
                    }
                } catch (WakeupException | InterruptException e) {
                    log.debug("{} wakes up", thread.getName(), e);
                } catch (KafkaException e) {
                    tell(e);
                    pause();
                }
            }
        }
    }

    /** Loudly where it is news. */
    private void tell(KafkaException failure) {
        String text = String.valueOf(failure.getMessage());
        if (text.equals(told)) {
            log.debug("{}: reading {} still fails", thread.getName(), topics, failure);
        } else {
            log.warn(
                    "{}: reading {} from {} fails; tried again every second{}",
                    thread.getName(),
                    topics,
                    kafka,
                    Refusal.advice(failure),
                    failure);
        }
        told = text;
    }

    /** Assigns every partition from its beginning; null while a topic is not there yet. */
    private @org.jspecify.annotations.Nullable Map<TopicPartition, Long> begin() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic);
            if (infos == null || infos.isEmpty()) {
                log.info("{} waits for topic {}", thread.getName(), topic);
                pause();
                return null;
            }
            infos.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer.endOffsets(partitions);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            reader.read(record);
        } catch (RuntimeException e) {
            log.warn("{}-{}@{}: passed over", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private void signalCaughtUp(Map<TopicPartition, Long> ends) {
        if (caughtUp.getCount() == 0) {
            return;
        }
        if (hasRead(ends)) {
            reader.caughtUp();
            caughtUp.countDown();
        }
    }

    private void noteReadThroughs() {
        while (!askedFor.isEmpty()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            CompletableFuture<Void> done = askedFor.remove();
            readThroughs.add(new ReadThrough(ends, done));
        }
    }

    private void signalReadThroughs() {
        for (ReadThrough asked : List.copyOf(readThroughs)) {
            if (hasRead(asked.ends())) {
                readThroughs.remove(asked);
                asked.done().complete(null);
            }
        }
    }

    private boolean hasRead(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
