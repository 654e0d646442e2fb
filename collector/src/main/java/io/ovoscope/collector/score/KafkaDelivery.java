package io.ovoscope.collector.score;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Utils;

/** Sends results to the curves topic, all of a run to one partition, and to the topic of probe states. */
final class KafkaDelivery implements Delivery {
    /** What the default settings of a topic take, less room for a header and the control's weights. */
    private static final int MAX_STATE_BYTES = 900_000;

    private final Producer<String, byte[]> producer;
    private final String curves;
    private final String probes;

    KafkaDelivery(Producer<String, byte[]> producer, KafkaSettings kafka) {
        this.producer = producer;
        this.curves = kafka.name(Topic.CURVES);
        this.probes = kafka.name(Topic.PROBES);
    }

    @Override
    public void deliver(int partition, LayerResult result) throws DeliveryException, InterruptedException {
        try {
            List<Future<RecordMetadata>> points = new ArrayList<>();
            for (CurvePoint point : result.points()) {
                points.add(producer.send(
                        new ProducerRecord<>(curves, partitionOf(point.run()), point.key(), point.write())));
            }
            await(points);
            int home = partition % partitions(probes);
            List<Future<RecordMetadata>> states = new ArrayList<>();
            for (ProbeWeights state : result.states()) {
                states.add(producer.send(new ProducerRecord<>(
                        probes, home, state.key(), sendable(state).write())));
            }
            await(states);
        } catch (KafkaException e) {
            throw new DeliveryException("cannot send to " + curves + " or " + probes, e);
        }
    }

    private int partitionOf(String run) {
        byte[] key = RecordKey.run(run).getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions(curves);
    }

    private int partitions(String topic) {
        return producer.partitionsFor(topic).size();
    }

    private void await(List<Future<RecordMetadata>> sent) throws DeliveryException, InterruptedException {
        for (Future<RecordMetadata> record : sent) {
            try {
                record.get();
            } catch (ExecutionException e) {
                throw new DeliveryException("a record for " + curves + " or " + probes + " is not acknowledged", e);
            }
        }
    }

    /** Weights that exceed a record stay behind: the next step then starts cold after a restart. */
    private static ProbeWeights sendable(ProbeWeights state) {
        long bytes = 4L * state.classes() * (state.width() + 1);
        boolean weightsFit = bytes <= MAX_STATE_BYTES;
        boolean bothFit = 2 * bytes <= MAX_STATE_BYTES;
        return new ProbeWeights(
                state.run(),
                state.attempt(),
                state.task(),
                state.layer(),
                state.step(),
                state.probeSet(),
                state.classes(),
                state.width(),
                state.l2(),
                state.untrained(),
                weightsFit ? state.weights() : Optional.empty(),
                bothFit ? state.controlWeights() : Optional.empty());
    }
}
