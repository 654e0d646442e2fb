package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.ProbeWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Against Kafka's own in-memory producer, which refuses partitions that its topics lack. */
class KafkaDeliveryTest {
    private static final String CURVES = "ovoscope.curves";
    private static final String PROBES = "ovoscope.probes";
    private static final int PROBE_PARTITIONS = 2;

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(cluster(), true, null, new StringSerializer(), new ByteArraySerializer());
    private final KafkaDelivery delivery = new KafkaDelivery(producer, KafkaSettings.plain("nowhere:1"));

    private static Cluster cluster() {
        List<PartitionInfo> partitions = new ArrayList<>();
        partitions.add(partition(CURVES, 0));
        for (int p = 0; p < PROBE_PARTITIONS; p++) {
            partitions.add(partition(PROBES, p));
        }
        return new Cluster("c", List.of(), partitions, Set.of(), Set.of());
    }

    private static PartitionInfo partition(String topic, int number) {
        return new PartitionInfo(topic, number, Node.noNode(), new Node[0], new Node[0]);
    }

    private static ProbeWeights state() {
        return new ProbeWeights(
                "r",
                1,
                "Tag",
                1,
                4,
                "set",
                2,
                4,
                10,
                OptionalDouble.of(0.5),
                Optional.of(ProbeWeights.tensor(new float[10], 2, 4)),
                Optional.empty());
    }

    @Test
    void stateGoesToThePartitionThatItsRestoreReadsWhereItsTopicHasFewer() throws Exception {
        delivery.deliver(3, new LayerResult(List.of(), List.of(state())));

        assertThat(producer.history())
                .singleElement()
                .returns(PROBES, ProducerRecord::topic)
                .returns(3 % PROBE_PARTITIONS, ProducerRecord::partition)
                .returns(state().key(), ProducerRecord::key);
    }
}
