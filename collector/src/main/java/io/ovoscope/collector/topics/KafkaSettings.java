package io.ovoscope.collector.topics;

import io.ovoscope.wire.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param topicPrefix first part of every topic's name
 * @param properties Kafka's own client properties (TLS, SASL), passed through; they may hold secrets
 */
public record KafkaSettings(String bootstrapServers, String topicPrefix, Map<String, String> properties) {
    public KafkaSettings {
        properties = Map.copyOf(properties);
        requireReadable(properties.get("sasl.jaas.config"));
    }

    /** Kafka's own complaint would repeat a part of the text, which holds a password. */
    private static void requireReadable(@Nullable String login) {
        if (login == null) {
            return;
        }
        try {
            JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(login)));
        } catch (RuntimeException e) {
            throw unreadable();
        }
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("properties: sasl.jaas.config is not what Kafka reads: expecting"
                + " MODULE required username=\"...\" password=\"...\"; with the semicolon");
    }

    /** A broker without TLS or SASL, under the default prefix. */
    public static KafkaSettings plain(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, Topic.DEFAULT_PREFIX, Map.of());
    }

    public String name(Topic topic) {
        return topic.named(topicPrefix);
    }

    /** What every client has; keys are strings and values bytes. */
    public Map<String, Object> client(String clientId) {
        Map<String, Object> config = new HashMap<>(properties);
        config.put("bootstrap.servers", bootstrapServers);
        config.put("client.id", clientId);
        return config;
    }

    /** A consumer that sees committed transactions only and never commits by itself. */
    public Map<String, Object> consumer(String clientId) {
        Map<String, Object> config = client(clientId);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return config;
    }

    /** A producer whose acknowledged records are on every in-sync replica, once. */
    public Map<String, Object> producer(String clientId) {
        Map<String, Object> config = client(clientId);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        return config;
    }

    public Properties admin(String clientId) {
        Properties config = new Properties();
        config.putAll(client(clientId));
        // Closing an admin client waits for its calls: not for a minute where nobody answers.
        config.putIfAbsent("default.api.timeout.ms", "30000");
        config.putIfAbsent("request.timeout.ms", "10000");
        return config;
    }

    /** Without the properties, which may hold secrets. */
    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers + ", topics " + topicPrefix + ".*";
    }
}
