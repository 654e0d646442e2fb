package io.ovoscope.collector.topics;

import io.ovoscope.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where records go that cannot be read: key and value as read, and headers {@code topic}, {@code partition}, {@code offset} and
 * {@code reason}. A value too large to be passed on is left out and the header {@code valueBytes} gives its size.
 */
public final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MAX_REASON = 2_000;
    private static final String COUNTER = "dead-letters";

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final AtomicLong count = new AtomicLong();
    private final ConcurrentMap<String, DeadLetters> parts = new ConcurrentSkipListMap<>();

    public DeadLetters(Producer<String, byte[]> producer, KafkaSettings kafka) {
        this(producer, kafka.name(Topic.DEAD_LETTERS));
    }

    private DeadLetters(Producer<String, byte[]> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * The same for one reader, whose letters are counted apart.
     *
     * @param reader who reads the records, for example {@code score}
     */
    public DeadLetters of(String reader) {
        return parts.computeIfAbsent(reader, name -> new DeadLetters(producer, topic));
    }

    /**
     * Puts a record aside. The first is logged as a warning, the others at debug level; all are counted.
     *
     * @return completes when the letter is acknowledged, or has failed, which is logged: the stage goes on in any case
     */
    public CompletionStage<Void> send(ConsumerRecord<String, byte[]> record, String reason) {
        String place = record.topic() + "-" + record.partition() + "@" + record.offset();
        if (count.incrementAndGet() == 1) {
            log.warn("{}: {}; put into {} (further ones are counted in the health record)", place, reason, topic);
        } else {
            log.debug("{}: {}; put into {}", place, reason, topic);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        send(letter(record, reason, record.value()), failure -> {
            if (failure instanceof RecordTooLargeException) {
                send(withoutValue(record, reason), again -> finish(done, place, again));
            } else {
                finish(done, place, failure);
            }
        });
        return done;
    }

    /** How many records were put aside so far, by whatever reader. */
    public long count() {
        return count.get()
                + parts.values().stream().mapToLong(DeadLetters::count).sum();
    }

    /** For the health record: {@code dead-letters}, and {@code dead-letters.READER} of each reader. */
    public Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>();
        counters.put(COUNTER, count());
        parts.forEach((reader, part) -> counters.put(COUNTER + "." + reader, part.count()));
        return counters;
    }

    private interface Outcome {
        void of(@Nullable Exception failure);
    }

    private void send(ProducerRecord<String, byte[]> letter, Outcome outcome) {
        try {
            // The callback tells the outcome, so the future is not needed.
            var unused = producer.send(letter, (metadata, failure) -> outcome.of(failure));
        } catch (RuntimeException e) {
            outcome.of(e);
        }
    }

    private static void finish(CompletableFuture<Void> done, String place, @Nullable Exception failure) {
        if (failure != null) {
            log.warn("{}: the dead letter is lost", place, failure);
        }
        done.complete(null);
    }

    private ProducerRecord<String, byte[]> letter(ConsumerRecord<String, byte[]> record, String reason, byte[] value) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(topic, record.key(), value);
        header(letter, "topic", record.topic());
        header(letter, "partition", Integer.toString(record.partition()));
        header(letter, "offset", Long.toString(record.offset()));
        header(letter, "reason", reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason);
        return letter;
    }

    private ProducerRecord<String, byte[]> withoutValue(ConsumerRecord<String, byte[]> record, String reason) {
        ProducerRecord<String, byte[]> letter = letter(record, reason, new byte[0]);
        header(letter, "valueBytes", Integer.toString(record.value().length));
        return letter;
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
