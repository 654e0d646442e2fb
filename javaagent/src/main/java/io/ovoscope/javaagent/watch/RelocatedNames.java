package io.ovoscope.javaagent.watch;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.send.KafkaTarget;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Kafka's properties may name classes of Kafka's own, as {@code sasl.jaas.config} does its login module. In the agent's jar these have
 * other names.
 */
final class RelocatedNames {
    /** Put together so that what renames Kafka in the jar does not rename it here. */
    private static final String WRITTEN = String.join(".", "org", "apache", "kafka", "");

    private static final String KAFKA = KafkaProducer.class
            .getName()
            .substring(0, KafkaProducer.class.getName().indexOf("clients.producer"));

    private RelocatedNames() {}

    static AgentSettings in(AgentSettings settings) {
        KafkaTarget target = settings.kafka();
        return settings.withKafka(new KafkaTarget(
                target.bootstrapServers(), target.topicPrefix(), in(target.properties(), WRITTEN, KAFKA)));
    }

    static Map<String, String> in(Map<String, String> properties, String written, String relocated) {
        Map<String, String> renamed = new HashMap<>(properties);
        renamed.replaceAll((key, value) -> value.replace(written, relocated));
        return renamed;
    }
}
