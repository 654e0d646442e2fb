package io.ovoscope.launcher;

import io.ovoscope.collector.topics.DeadLetters;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.ProbeSetCodec;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The topics as the score stage leaves them: writes manifests, probe sets and points of made-up runs, and watches what comes of it. */
final class CurveTopics implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    static final int ITEMS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TaskInfo UPOS =
            new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("N", "V"));

    private final KafkaSettings kafka;
    private final Producer<String, byte[]> producer;
    private final ConcurrentLinkedQueue<ConsumerRecord<String, byte[]>> read = new ConcurrentLinkedQueue<>();
    private final TopicTail tail;

    CurveTopics(KafkaSettings kafka) {
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(kafka.producer("test"));
        this.tail = new TopicTail(
                kafka,
                "test-tail",
                List.of(Topic.RUNS, Topic.PROBE_SETS, Topic.PROBES, Topic.CURVES, Topic.FINDINGS, Topic.DEAD_LETTERS),
                read::add);
    }

    Producer<String, byte[]> producer() {
        return producer;
    }

    DeadLetters deadLetters() {
        return new DeadLetters(producer, kafka);
    }

    /** Announces a run of two layers and task UPOS on the probe set that {@code variant} names. */
    RunManifest announce(String run, int variant) throws Exception {
        ProbeSet set = probeSet(variant);
        RunManifest manifest = manifest(run, set);
        announce(manifest, set);
        return manifest;
    }

    void announce(RunManifest manifest, ProbeSet set) throws Exception {
        List<byte[]> parts = ProbeSetCodec.write(set, 10_000);
        for (int i = 0; i < parts.size(); i++) {
            send(Topic.PROBE_SETS, "", RecordKey.probeSetPart(set.fingerprint(), i), parts.get(i));
        }
        send(Topic.RUNS, "", RecordKey.run(manifest.run()), manifest.write());
    }

    /** Both layers' points of a step: the first as at the beginning, the second with this share of items right. */
    void step(String run, long step, double share) {
        send(point(run, 0, step, .25));
        send(point(run, 1, step, share));
    }

    static CurvePoint point(String run, int layer, long step, double share) {
        BitSet correct = new BitSet();
        correct.set(0, Math.toIntExact(Math.round(share * ITEMS)));
        return new CurvePoint(
                run,
                1,
                UPOS.name(),
                UPOS.level(),
                UPOS.source(),
                layer,
                "block" + layer,
                step,
                START.plusSeconds(step),
                2.5,
                Baseline.UNTRAINED,
                new Evidence.Items("set", ITEMS, correct, null),
                new Figures(Map.of(Figure.ACCURACY, correct.cardinality() / (double) ITEMS)),
                null,
                false,
                List.of());
    }

    void send(CurveRecord record) {
        send(Topic.CURVES, record.run(), record.key(), record.write());
    }

    void send(Finding finding) {
        send(Topic.FINDINGS, finding.run(), finding.key(), finding.write());
    }

    /** Without waiting for it; {@link #flush} does. */
    void send(Topic topic, String run, String key, byte @Nullable [] value) {
        String name = kafka.name(topic);
        byte[] placedBy = RecordKey.run(run).getBytes(StandardCharsets.UTF_8);
        int partition = Utils.toPositive(Utils.murmur2(placedBy))
                % producer.partitionsFor(name).size();
        var unused = producer.send(new ProducerRecord<>(name, partition, key, value));
    }

    void flush() {
        producer.flush();
    }

    /** The records read from a topic so far, in order within a run. */
    List<ConsumerRecord<String, byte[]>> records(Topic topic) {
        String name = kafka.name(topic);
        return read.stream().filter(record -> record.topic().equals(name)).toList();
    }

    List<Emergence> findings() {
        return records(Topic.FINDINGS).stream()
                .filter(record -> record.value() != null)
                .map(record -> Finding.read(record.value()))
                .filter(Emergence.class::isInstance)
                .map(Emergence.class::cast)
                .toList();
    }

    /** Waits until a question has the answer wanted; fails with the last answer otherwise. */
    static <T> void await(Callable<T> question, T wanted) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        T answer = question.call();
        while (!wanted.equals(answer)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("after " + PATIENCE + ": " + answer + ", expecting " + wanted);
            }
            Thread.sleep(50);
            answer = question.call();
        }
    }

    @Override
    public void close() {
        tail.close();
        producer.close(Duration.ofSeconds(2));
    }

    private static RunManifest manifest(String run, ProbeSet set) {
        return new RunManifest(
                run,
                1,
                0,
                START,
                "a model",
                1_000,
                List.of(new LayerInfo(0, "embedding", 8), new LayerInfo(1, "block1", 8)),
                set.fingerprint(),
                List.of(UPOS),
                List.of(),
                "every step",
                "words",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0.1.0");
    }

    /** 100 test sentences of four labelled words; of other variants, other word types. */
    private static ProbeSet probeSet(int variant) {
        int sentences = ITEMS / 4;
        int[] sentence = IntStream.range(0, ITEMS).map(row -> row / 4).toArray();
        int[] type = new int[ITEMS];
        Arrays.fill(type, variant);
        int[] heads = new int[ITEMS];
        Arrays.fill(heads, ProbeSet.NO_HEAD);
        int[] split = new int[sentences];
        Arrays.fill(split, 2);
        return new ProbeSet(
                new ProbeSet.Words(sentence, type, new int[ITEMS], heads),
                new ProbeSet.Sentences(
                        new int[sentences], split, IntStream.range(0, sentences).toArray()),
                List.of(TaskLabels.ofTokens(UPOS, new int[ITEMS])));
    }
}
