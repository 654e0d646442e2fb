package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.AgentMetrics;
import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.OvoscopeAgent;
import io.ovoscope.agent.activation.WordVocabulary;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.agent.send.SendSettings;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** The agent as a user attaches it, with a broker and without. */
class AgentTrainingIT {
    private static final int WORDS = 12;
    private static final int WIDTH = 6;
    private static final int STEPS = 20;
    /** At steps 0, 1, 2, 4, 8, 16 and the last. */
    private static final int SNAPSHOTS = 7;

    @TempDir
    private Path directory;

    private int port;
    private AgentSettings settings = AgentSettings.defaults();

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        settings = AgentSettings.defaults()
                .withRun("training")
                .withOverheadBudget(1)
                .withQueueMaxSnapshots(8)
                .withCloseTimeoutMillis(20_000)
                .withSchedule(ScheduleSettings.defaults().withEvery(1000))
                .withKafka(KafkaTarget.at("127.0.0.1:" + port));
    }

    @Test
    void everySnapshotArrivesAndTheLastHealthRecordSaysSo() throws Exception {
        AgentTopics topics = new AgentTopics("127.0.0.1:" + port);
        try (EmbeddedBroker broker = EmbeddedBroker.start(
                directory, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0).withPort(port))) {
            topics.create(broker.bootstrapServers(), Map.of());
            MultiLayerNetwork network = network();
            AgentMetrics end = train(network);
            assertThat(end.sent()).isEqualTo(SNAPSHOTS);
            assertThat(end.droppedTotal()).isZero();
            // Two layers in one part each, the embedding's in every partition.
            List<ConsumerRecord<String, byte[]>> records =
                    topics.committed(Topic.ACTIVATIONS, SNAPSHOTS * (AgentTopics.PARTITIONS + 1));
            assertThat(records).hasSize(SNAPSHOTS * (AgentTopics.PARTITIONS + 1));
            assertThat(AgentTopics.steps(records)).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 20L);
            List<ConsumerRecord<String, byte[]>> health = topics.committed(Topic.HEALTH, 1);
            Health last = Health.read(health.get(health.size() - 1).value());
            assertThat(last.counters())
                    .containsEntry("snapshots.sent", (long) SNAPSHOTS)
                    .containsEntry("bytes.sent", end.bytes())
                    .containsEntry("training.ended", 1L);
            assertThat(topics.manifest("training").layers()).hasSize(2);
        }
    }

    @Test
    void absentBrokerCostsSnapshotsAndNothingElse() {
        settings = settings.withSend(SendSettings.defaults().withSendTimeoutMillis(500));
        MultiLayerNetwork bare = network();
        batches().forEach(bare::fit);
        MultiLayerNetwork network = network();
        long begin = System.nanoTime();
        AgentMetrics end = train(network);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        assertThat(end.sent()).isZero();
        assertThat(end.taken()).isEqualTo(SNAPSHOTS);
        assertThat(end.dropped()).containsExactlyEntriesOf(Map.of(DropReason.BROKER_UNREACHABLE, (long) SNAPSHOTS));
        assertThat(network.params().toFloatVector()).isEqualTo(bare.params().toFloatVector());
    }

    private AgentMetrics train(MultiLayerNetwork network) {
        OvoscopeAgent agent = OvoscopeAgent.attach(network, settings, corpus(), vocabulary());
        try (agent) {
            batches().forEach(network::fit);
        }
        return agent.metrics();
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.01))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder()
                        .nIn(WORDS)
                        .nOut(WIDTH)
                        .build())
                .layer(new LSTM.Builder()
                        .nIn(WIDTH)
                        .nOut(WIDTH)
                        .activation(Activation.TANH)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(WIDTH)
                        .nOut(WORDS)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(WORDS, 5, RNNFormat.NCW))
                .build());
        network.init();
        return network;
    }

    private static List<DataSet> batches() {
        Random random = new Random(1);
        return random.ints(STEPS).mapToObj(seed -> batch(new Random(seed))).toList();
    }

    private static DataSet batch(Random random) {
        INDArray ids = Nd4j.zeros(2, 1, 5);
        INDArray labels = Nd4j.zeros(2, WORDS, 5);
        for (int i = 0; i < 10; i++) {
            int id = random.nextInt(WORDS);
            ids.putScalar(i / 5, 0, i % 5, id);
            labels.putScalar(i / 5, (id + 1) % WORDS, i % 5, 1);
        }
        return new DataSet(ids, labels);
    }

    private static ProbeCorpus corpus() {
        TaskInfo task = new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("N", "V"));
        ProbeSet set = new ProbeSet(
                new ProbeSet.Words(new int[] {0, 0, 1}, new int[] {0, 1, 0}, new int[3], new int[] {
                    ProbeSet.NO_HEAD, ProbeSet.NO_HEAD, ProbeSet.NO_HEAD
                }),
                new ProbeSet.Sentences(new int[2], new int[2], new int[] {0, 1}),
                List.of(TaskLabels.ofTokens(task, new int[] {0, 1, 0})));
        return new ProbeCorpus(set, List.of(List.of("dogs", "bark"), List.of("dogs")), List.of(), List.of());
    }

    private static WordVocabulary vocabulary() {
        return new WordVocabulary(Map.of("dogs", 1, "bark", 2), 0, true);
    }
}
