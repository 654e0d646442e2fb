package io.ovoscope.agent.send;

import io.ovoscope.wire.Topic;
import java.util.HashMap;
import java.util.Map;

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
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers is blank: expecting host:port");
        }
        if (!topicPrefix.matches("[a-zA-Z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "topicPrefix '" + topicPrefix + "': expecting letters, digits, '.', '_' or '-'");
        }
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
