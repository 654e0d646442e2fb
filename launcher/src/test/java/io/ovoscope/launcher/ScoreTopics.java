package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicReader;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSetCodec;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/** The topics from outside: sends as an agent does, and watches what the score stage makes of it. */
final class ScoreTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaSettings kafka;
    private final Producer<String, byte[]> producer;
    private final Map<String, CurvePoint> points = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<CurvePoint> everyPoint = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<ConsumerRecord<String, byte[]>> deadLetters = new ConcurrentLinkedQueue<>();
    private final TopicTail tail;

    ScoreTopics(KafkaSettings kafka) {
        this.kafka = kafka;
        Map<String, Object> config = kafka.producer("agent");
        config.put("transactional.id", "agent-" + System.nanoTime());
        producer = new KafkaProducer<>(config);
        producer.initTransactions();
        tail = new TopicTail(kafka, "test", List.of(Topic.CURVES, Topic.DEAD_LETTERS), reader());
    }

    private TopicReader reader() {
        return record -> {
            if (record.topic().equals(kafka.name(Topic.DEAD_LETTERS))) {
                deadLetters.add(record);
            } else if (CurveRecord.read(record.value()) instanceof CurvePoint point
                    && point.level() != Level.GEOMETRY) { // tasks have a point at each step, the geometry not
                everyPoint.add(point);
                points.put(record.key(), point);
            }
        };
    }

    void announce(SyntheticRun run) throws Exception {
        producer.beginTransaction();
        List<byte[]> parts = ProbeSetCodec.write(run.probeSet, 100_000);
        for (int i = 0; i < parts.size(); i++) {
            send(Topic.PROBE_SETS, 0, RecordKey.probeSetPart(run.probeSet.fingerprint(), i), parts.get(i));
        }
        send(Topic.RUNS, 0, RecordKey.run(run.name), run.manifest().write());
        producer.commitTransaction();
    }

    /** A snapshot as an agent sends it: in one transaction, with layer 0 in every partition first. */
    void snapshot(SyntheticRun run, long step) throws Exception {
        beginSnapshot(run, step);
        producer.commitTransaction();
    }

    void abortedSnapshot(SyntheticRun run, long step) throws Exception {
        beginSnapshot(run, step);
        producer.abortTransaction();
    }

    private void beginSnapshot(SyntheticRun run, long step) throws Exception {
        int partitions = producer.partitionsFor(kafka.name(Topic.ACTIVATIONS)).size();
        producer.beginTransaction();
        for (int partition = 0; partition < partitions; partition++) {
            for (ActivationPart part : run.parts(0, step, 300)) {
                send(Topic.ACTIVATIONS, partition, RecordKey.layer(run.name, 0), part.write());
            }
        }
        for (int layer = 1; layer < run.layers; layer++) {
            for (ActivationPart part : run.parts(layer, step, 300)) {
                String key = RecordKey.layer(run.name, layer);
                send(Topic.ACTIVATIONS, home(key, partitions), key, part.write());
            }
        }
    }

    static int home(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** Sends one record in a transaction of its own. */
    void activation(int partition, String key, byte[] value) throws Exception {
        producer.beginTransaction();
        send(Topic.ACTIVATIONS, partition, key, value);
        producer.commitTransaction();
    }

    /** Where the layer lives. */
    int home(SyntheticRun run, int layer) {
        return home(
                RecordKey.layer(run.name, layer),
                producer.partitionsFor(kafka.name(Topic.ACTIVATIONS)).size());
    }

    private void send(Topic topic, int partition, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(kafka.name(topic), partition, key, value))
                .get();
    }

    /** The newest point of each key. */
    Map<String, CurvePoint> points() {
        return points;
    }

    /** How many points were written, those that replaced others included. */
    int written() {
        return everyPoint.size();
    }

    List<ConsumerRecord<String, byte[]>> deadLetters() {
        return List.copyOf(deadLetters);
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    void awaitPoints(int count) throws InterruptedException {
        await(() -> points.size() >= count, "points: " + count);
    }

    void awaitWritten(int count) throws InterruptedException {
        await(() -> everyPoint.size() >= count, "points written: " + count);
    }

    void awaitDeadLetters(int count) throws InterruptedException {
        await(() -> deadLetters.size() >= count, "dead letters: " + count);
    }

    private void await(BooleanSupplier condition, String what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + PATIENCE + " for " + what + "; found " + points.size()
                        + " points and " + deadLetters.size() + " dead letters");
            }
            Thread.sleep(20);
        }
    }

    /** The same keys, and accuracies within 0.0005. */
    void assertSameCurves(Map<String, CurvePoint> expected) {
        assertThat(points().keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, point) -> {
            CurvePoint found = Objects.requireNonNull(points().get(key));
            for (Figure figure : List.of(Figure.ACCURACY, Figure.CONTROL, Figure.UNTRAINED, Figure.LOWER)) {
                assertThat(found.figures().get(figure).isPresent())
                        .isEqualTo(point.figures().get(figure).isPresent());
                point.figures()
                        .get(figure)
                        .ifPresent(
                                value -> assertThat(found.figures().get(figure).orElseThrow())
                                        .as("%s of %s", figure, key)
                                        .isCloseTo(value, org.assertj.core.data.Offset.offset(0.0005)));
            }
        });
    }

    @Override
    public void close() {
        tail.close();
        producer.close(Duration.ofSeconds(2));
    }
}
