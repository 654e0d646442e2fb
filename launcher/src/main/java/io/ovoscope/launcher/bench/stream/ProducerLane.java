package io.ovoscope.launcher.bench.stream;

import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SnapshotTransfer;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.RecordKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A plain producer that sends records of the agent's sizes and places, made beforehand. */
final class ProducerLane implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final List<Planned> plan;
    private final Map<Integer, byte[]> values = new HashMap<>();
    private final String topic;

    private record Planned(@Nullable Integer partition, String key, int bytes) {}

    /** Takes down what the agent would send, and sends nothing. */
    private record Plan(int partitions, List<Planned> records) implements SnapshotTransfer {
        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public long send(ActivationPart part) {
            String key = RecordKey.layer(part.header().run(), part.header().layer());
            int bytes = part.write().length;
            if (part.header().layer() > 0) {
                records.add(new Planned(null, key, bytes));
                return bytes;
            }
            for (int partition = 0; partition < partitions; partition++) {
                records.add(new Planned(partition, key, bytes));
            }
            return (long) partitions * bytes;
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }

    ProducerLane(KafkaSettings kafka, String topic, int partitions, AgentLane agent) throws SendFailure {
        this.topic = topic;
        Map<String, Object> config = kafka.producer("bench-plain");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        this.producer = new KafkaProducer<>(config);
        Plan plan = new Plan(partitions, new ArrayList<>());
        agent.passes(plan);
        this.plan = List.copyOf(plan.records());
        this.plan.forEach(planned -> values.computeIfAbsent(planned.bytes(), byte[]::new));
    }

    long records() {
        return plan.size();
    }

    long bytes() {
        return plan.stream().mapToLong(Planned::bytes).sum();
    }

    /** Sends them all, and waits for the last to be acknowledged. */
    void send() throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(plan.size());
        for (Planned planned : plan) {
            sent.add(producer.send(
                    new ProducerRecord<>(topic, planned.partition(), planned.key(), values.get(planned.bytes()))));
        }
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
