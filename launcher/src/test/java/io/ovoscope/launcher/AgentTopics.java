package io.ovoscope.launcher;

import io.ovoscope.agent.send.KafkaSnapshotSender;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.agent.send.RunAnnouncement;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.agent.send.SendSettings;
import io.ovoscope.agent.send.SnapshotSender;
import io.ovoscope.agent.send.SnapshotTransfer;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Tensor;
import io.ovoscope.wire.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;

/** The topics as a collector would create and read them, and a run of three layers of four rows to send there. */
final class AgentTopics {
    static final int PARTITIONS = 4;
    private static final int LAYERS = 3;
    /** Of a snapshot: two parts of each layer, layer 0 in all partitions. */
    static final int RECORDS = 2 * PARTITIONS + 2 * (LAYERS - 1);

    private static final int ROWS = 4;
    private static final int WIDTH = 8;

    private final String bootstrapServers;
    private final AtomicInteger second = new AtomicInteger();

    AgentTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void create(String at, Map<String, String> activationsConfig) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", at))) {
            List<NewTopic> topics = new ArrayList<>();
            topics.add(new NewTopic(Topic.CURVES.named(Topic.DEFAULT_PREFIX), PARTITIONS, (short) 1));
            for (Topic topic : List.of(Topic.RUNS, Topic.PROBE_SETS, Topic.HEALTH)) {
                topics.add(new NewTopic(topic.named(Topic.DEFAULT_PREFIX), 1, (short) 1));
            }
            topics.add(new NewTopic(Topic.ACTIVATIONS.named(Topic.DEFAULT_PREFIX), PARTITIONS, (short) 1)
                    .configs(activationsConfig));
            admin.createTopics(topics).all().get();
        }
    }

    SnapshotSender sender(String run, int sendTimeoutMillis) {
        return sender(run, sendTimeoutMillis, 100);
    }

    /** As an agent of its own: each starts a second later than the last. */
    SnapshotSender sender(String run, int sendTimeoutMillis, long parameters) {
        ProbeSet set = probeSet();
        Instant startedAt = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(second.incrementAndGet());
        RunManifest manifest = new RunManifest(
                run,
                1,
                0,
                startedAt,
                "MultiLayerNetwork, 4 layers",
                parameters,
                IntStream.range(0, LAYERS)
                        .mapToObj(i -> new LayerInfo(i, "layer" + i, WIDTH))
                        .toList(),
                set.fingerprint(),
                List.of(set.tasks().get(0).info()),
                List.of(),
                "step 0",
                "words",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "test");
        return KafkaSnapshotSender.factory(
                        KafkaTarget.at(bootstrapServers),
                        SendSettings.defaults().withSendTimeoutMillis(sendTimeoutMillis))
                .start(
                        new RunAnnouncement(manifest, set),
                        () -> new Health("agent-t", "agent", run, startedAt, Map.of(), Map.of()));
    }

    private static ProbeSet probeSet() {
        int[] none = new int[ROWS];
        java.util.Arrays.fill(none, ProbeSet.NO_HEAD);
        TaskInfo task = new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("N", "V"));
        return new ProbeSet(
                new ProbeSet.Words(new int[ROWS], new int[ROWS], new int[ROWS], none),
                new ProbeSet.Sentences(new int[1], new int[1], new int[1]),
                List.of(TaskLabels.ofTokens(task, new int[] {0, 1, 0, 1})));
    }

    /** Sends the layers in two parts each, of half the rows. */
    void sendParts(SnapshotTransfer transfer, String run, long step, int layers) throws SendFailure {
        for (int layer = 0; layer < layers; layer++) {
            for (int firstRow = 0; firstRow < ROWS; firstRow += ROWS / 2) {
                transfer.send(part(transfer, run, step, layer, firstRow, ROWS / 2, WIDTH));
            }
        }
    }

    void sendSnapshot(SnapshotSender sender, String run, long step) throws SendFailure {
        try (SnapshotTransfer transfer = sender.begin()) {
            sendParts(transfer, run, step, LAYERS);
            transfer.commit();
        }
    }

    void sendLarge(SnapshotSender sender, String run, long step, int width) throws SendFailure {
        try (SnapshotTransfer transfer = sender.begin()) {
            transfer.send(part(transfer, run, step, 0, 0, 1, width));
            transfer.commit();
        }
    }

    void sendUntilCommitted(SnapshotSender sender, String run, long step, Duration atMost) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                sendSnapshot(sender, run, step);
                return;
            } catch (SendFailure e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private static ActivationPart part(
            SnapshotTransfer transfer, String run, long step, int layer, int firstRow, int rows, int width) {
        ActivationPart.Header header = new ActivationPart.Header(
                run,
                transfer.attempt(),
                step,
                layer,
                "layer" + layer,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(step),
                ROWS,
                probeSet().fingerprint(),
                1.5);
        return new ActivationPart(
                header, firstRow, Tensor.ofFloats(new float[rows * width], List.of((long) rows, (long) width)));
    }

    /** All committed records, once there are as many: Kafka marks a transaction as committed shortly after it says so. */
    List<ConsumerRecord<String, byte[]>> committed(Topic topic, int atLeast) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<ConsumerRecord<String, byte[]>> records = committed(topic);
        while (records.size() < atLeast && System.nanoTime() < end) {
            Thread.sleep(20);
            records = committed(topic);
        }
        return records;
    }

    /** All records of a topic that are committed by now, partition after partition. */
    List<ConsumerRecord<String, byte[]>> committed(Topic topic) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.named(Topic.DEFAULT_PREFIX)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The steps of all snapshots, once there are as many whole ones. */
    Set<Long> committedSteps(int snapshots) throws InterruptedException {
        return steps(committed(Topic.ACTIVATIONS, snapshots * RECORDS));
    }

    RunManifest manifest(String run) {
        List<ConsumerRecord<String, byte[]>> records = committed(Topic.RUNS).stream()
                .filter(record -> record.key().equals(RecordKey.run(run)))
                .toList();
        return RunManifest.read(records.get(records.size() - 1).value());
    }

    static Set<Long> steps(List<ConsumerRecord<String, byte[]>> records) {
        Set<Long> steps = new TreeSet<>();
        records.forEach(record -> steps.add(read(record).header().step()));
        return steps;
    }

    static List<Integer> layers(List<ConsumerRecord<String, byte[]>> records, int partition) {
        return records.stream()
                .filter(record -> record.partition() == partition)
                .map(record -> read(record).header().layer())
                .toList();
    }

    static int defaultPartition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % PARTITIONS;
    }

    private static ActivationPart read(ConsumerRecord<String, byte[]> record) {
        return ActivationPart.read(ByteBuffer.wrap(record.value()));
    }
}
