package io.ovoscope.agent.send;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the clients of one run. The user's properties pass through; what the agent's promises rest on is set over them. */
final class KafkaClients {
    private static final Logger log = LoggerFactory.getLogger(KafkaClients.class);
    private static final int MAX_REQUEST_BYTES = 1 << 20;
    private static final int REQUEST_SLACK_BYTES = 64 << 10;

    private final KafkaTarget target;
    private final SendSettings settings;
    private final String run;
    private final RunEntry entry;

    /** Of an agent that watches training. */
    KafkaClients(KafkaTarget target, SendSettings settings, String run) {
        this(target, settings, run, RunEntry.TAKES_OVER);
    }

    KafkaClients(KafkaTarget target, SendSettings settings, String run, RunEntry entry) {
        this.target = target;
        this.settings = settings;
        this.run = run;
        this.entry = entry;
    }

    /** Refuses properties that Kafka does not take; asks no network. */
    void requireValid() {
        ProducerConfig checked = new ProducerConfig(transactional());
        if (!checked.originals().containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
            throw new IllegalStateException("no transactional.id");
        }
    }

    Admin admin() {
        Map<String, Object> config = target.client("ovoscope-agent-admin");
        config.put("default.api.timeout.ms", settings.sendTimeoutMillis());
        config.put("request.timeout.ms", settings.sendTimeoutMillis() / 2);
        return Admin.create(config);
    }

    KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(reading());
    }

    /** The same for topics that are written in transactions. */
    KafkaConsumer<String, byte[]> committedReader() {
        Map<String, Object> config = reading();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(config);
    }

    private Map<String, Object> reading() {
        Map<String, Object> config = target.client("ovoscope-agent-reader");
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, settings.sendTimeoutMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, settings.sendTimeoutMillis() / 2);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return config;
    }

    /** For what belongs to no snapshot: manifest, probe set, health. */
    KafkaProducer<String, byte[]> announcer() {
        Map<String, Object> config = producer("ovoscope-agent-announcer");
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MAX_REQUEST_BYTES);
        config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return new KafkaProducer<>(config);
    }

    KafkaProducer<String, byte[]> transactionalProducer() {
        return new KafkaProducer<>(transactional());
    }

    /** Closes what there is. Never throws: Kafka's own close does for an interrupted thread, which stays interrupted. */
    static void close(@Nullable KafkaProducer<String, byte[]> producer, Duration atMost) {
        try {
            if (producer != null) {
                producer.close(atMost);
            }
        } catch (Throwable e) {
            log.debug("a producer did not close in order", e);
        }
    }

    private Map<String, Object> transactional() {
        Map<String, Object> config = producer("ovoscope-agent");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, entry.transactionalId(target, run));
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, settings.transactionTimeoutMillis());
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, settings.bufferMemoryBytes());
        return config;
    }

    private Map<String, Object> producer(String clientId) {
        Map<String, Object> config = target.client(clientId);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) settings.sendTimeoutMillis());
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, settings.sendTimeoutMillis());
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, settings.sendTimeoutMillis() / 2);
        config.putIfAbsent(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Math.max(MAX_REQUEST_BYTES, settings.partBytes() + REQUEST_SLACK_BYTES));
        return config;
    }
}
