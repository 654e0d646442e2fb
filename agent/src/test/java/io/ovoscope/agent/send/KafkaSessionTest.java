package io.ovoscope.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaSessionTest {
    private final KafkaClients clients = new KafkaClients(
            new KafkaTarget("127.0.0.1:1", "ovoscope", Map.of()),
            SendSettings.defaults().withSendTimeoutMillis(200),
            "r7");

    @Test
    void interruptedThreadClosesBothProducersAndStaysInterrupted() {
        KafkaProducer<String, byte[]> producer = clients.transactionalProducer();
        KafkaProducer<String, byte[]> announcer = clients.announcer();
        KafkaSession session = new KafkaSession(producer, announcer, 1, new Partitions(1), 1);
        Thread.currentThread().interrupt();
        session.close();
        assertThat(Thread.interrupted()).isTrue();
        assertClosed(producer);
        assertClosed(announcer);
    }

    private static void assertClosed(KafkaProducer<String, byte[]> producer) {
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>("t", new byte[0])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
