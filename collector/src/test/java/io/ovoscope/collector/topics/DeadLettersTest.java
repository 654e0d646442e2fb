package io.ovoscope.collector.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private static final ConsumerRecord<String, byte[]> BROKEN =
            new ConsumerRecord<>("ovoscope.activations", 3, 41, "run/1", new byte[] {1, 2, 3});

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    private final DeadLetters letters = new DeadLetters(producer, KafkaSettings.plain("nowhere:1"));

    private static String header(ProducerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void letterHoldsTheRecordAsReadAndWhereItStood() {
        var sent = letters.send(BROKEN, "no tensor 'activations'").toCompletableFuture();
        assertThat(sent).isNotDone();
        producer.completeNext();
        assertThat(sent).isCompleted();

        ProducerRecord<String, byte[]> letter = producer.history().get(0);
        assertThat(letter.topic()).isEqualTo("ovoscope.dead-letters");
        assertThat(letter.key()).isEqualTo("run/1");
        assertThat(letter.value()).isEqualTo(BROKEN.value());
        assertThat(header(letter, "topic")).isEqualTo("ovoscope.activations");
        assertThat(header(letter, "partition")).isEqualTo("3");
        assertThat(header(letter, "offset")).isEqualTo("41");
        assertThat(header(letter, "reason")).isEqualTo("no tensor 'activations'");
        assertThat(letters.count()).isEqualTo(1);
    }

    @Test
    void valueTooLargeToPassOnIsLeftOut() {
        var sent = letters.send(BROKEN, "too wide").toCompletableFuture();
        producer.errorNext(new RecordTooLargeException("told to fail"));
        assertThat(sent).isNotDone();
        producer.completeNext();

        List<ProducerRecord<String, byte[]>> history = producer.history();
        assertThat(history).hasSize(2);
        assertThat(history.get(1).value()).isEmpty();
        assertThat(header(history.get(1), "valueBytes")).isEqualTo("3");
        assertThat(sent).isCompleted();
    }

    @Test
    void lettersOfEachReaderAreCountedApartAndTogether() {
        var unused = letters.of("score").send(BROKEN, "no tensor");
        unused = letters.of("score").send(BROKEN, "no tensor");
        unused = letters.of("publish").send(BROKEN, "refused");
        letters.of("watch");

        assertThat(letters.count()).isEqualTo(3);
        assertThat(letters.counters())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "dead-letters", 3L,
                        "dead-letters.score", 2L,
                        "dead-letters.watch", 0L,
                        "dead-letters.publish", 1L));
        assertThat(producer.history()).extracting(ProducerRecord::topic).containsOnly("ovoscope.dead-letters");
    }

    @Test
    void lostLetterStopsNobody() {
        var sent = letters.send(BROKEN, "whatever").toCompletableFuture();
        producer.errorNext(new IllegalStateException("told to fail"));

        assertThat(sent).isCompleted();
    }
}
