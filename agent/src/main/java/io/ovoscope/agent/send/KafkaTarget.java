package io.ovoscope.agent.send;

import io.ovoscope.wire.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param topicPrefix first part of every topic's name
 * @param properties Kafka's own client properties (TLS, SASL), passed through; they may hold secrets
 */
public record KafkaTarget(String bootstrapServers, String topicPrefix, Map<String, String> properties) {
    public KafkaTarget {
        properties = Map.copyOf(properties);
        requireReadable(properties.get("sasl.jaas.config"));
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers is blank: expecting host:port");
        }
        if (!topicPrefix.matches("[a-zA-Z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "topicPrefix '" + topicPrefix + "': expecting letters, digits, '.', '_' or '-'");
        }
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

    /** A broker on this machine, without TLS or SASL. */
    public static KafkaTarget defaults() {
        return at("localhost:9092");
    }

    /** A broker without TLS or SASL, under the default prefix. */
    public static KafkaTarget at(String bootstrapServers) {
        return new KafkaTarget(bootstrapServers, Topic.DEFAULT_PREFIX, Map.of());
    }

    String topic(Topic topic) {
        return topic.named(topicPrefix);
    }

    /** What every client has. */
    Map<String, Object> client(String clientId) {
        Map<String, Object> config = new HashMap<>(properties);
        config.put("bootstrap.servers", bootstrapServers);
        config.put("client.id", clientId);
        return config;
    }

    /** Without the properties, which may hold secrets. */
    @Override
    public String toString() {
        return "Kafka at " + bootstrapServers + ", topics " + topicPrefix + ".*";
    }
}
