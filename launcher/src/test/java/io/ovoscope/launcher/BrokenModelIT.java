package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ovoscope.agent.AgentMetrics;
import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.OvoscopeAgent;
import io.ovoscope.agent.activation.WordVocabulary;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.StageName;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A model whose parameters become NaN and are mended again, through agent, broker and collector. */
@Timeout(180)
class BrokenModelIT {
    private static final int WORDS = 12;
    private static final int SENTENCES = 60;
    private static final int LENGTH = 4;

    @TempDir
    private Path directory;

    private final Map<String, Finding> findings = new ConcurrentHashMap<>();
    private final Map<String, CurvePoint> points = new ConcurrentHashMap<>();

    @Test
    void isFoundLayerLossAndAllAndEndsWithTheFirstSoundSnapshot() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0))) {
            KafkaSettings kafka = KafkaSettings.plain(broker.bootstrapServers());
            TopicAdmin.ensure(kafka, TopicSizes.defaults());
            CollectorSettings settings =
                    CollectorSettings.defaults().withKafka(kafka).withStages(List.of(StageName.SCORE, StageName.WATCH));
            try (Collector collector = Collector.start(settings, Clock.systemUTC());
                    TopicTail tail = new TopicTail(kafka, "test", List.of(Topic.CURVES, Topic.FINDINGS), record -> {
                        if (record.value() == null) {
                            findings.remove(record.key());
                        } else if (record.topic().equals(kafka.name(Topic.FINDINGS))) {
                            findings.put(record.key(), Finding.read(record.value()));
                        } else if (CurveRecord.read(record.value()) instanceof CurvePoint point) {
                            points.put(record.key(), point);
                        }
                    })) {
                AgentMetrics end = train(broker.bootstrapServers());
                assertThat(end.nonFiniteRows()).isPositive();
                assertThat(end.droppedTotal()).isZero();
                CurveTopics.await(
                        () -> broken().stream()
                                .filter(found -> found.endedStep() != null)
                                .count(),
                        2L);
                assertThat(tail.ended().toCompletableFuture()).isNotDone();
                assertThat(collector.ended().toCompletableFuture()).isNotDone();
            }
        }
        assertThat(broken())
                .extracting(BrokenData::kind, BrokenData::layer, BrokenData::step, BrokenData::endedStep)
                .containsExactlyInAnyOrder(
                        tuple(BrokenData.Kind.NON_FINITE, Finding.NO_LAYER, 4L, 16L),
                        tuple(BrokenData.Kind.LOSS_NOT_FINITE, Finding.NO_LAYER, 4L, 16L));
        assertThat(points.values().stream().filter(point -> point.step() == 8))
                .isNotEmpty()
                .allMatch(point -> point.lossNotFinite()
                        && point.loss() == null
                        && point.evidence() instanceof Evidence.Missing missing
                        && missing.reason() == Evidence.Reason.NON_FINITE);
        assertThat(points.values().stream().filter(point -> point.step() == 0))
                .isNotEmpty()
                .noneMatch(CurvePoint::lossNotFinite);
    }

    private List<BrokenData> broken() {
        return findings.values().stream()
                .filter(BrokenData.class::isInstance)
                .map(BrokenData.class::cast)
                .toList();
    }

    /** Snapshots at steps 0, 1, 2, 4, 8 and 16; NaN from before step 4 until before step 16. */
    private static AgentMetrics train(String bootstrapServers) throws InterruptedException {
        MultiLayerNetwork network = network();
        AgentSettings settings = AgentSettings.defaults()
                .withRun("broken")
                .withOverheadBudget(1)
                .withQueueMaxSnapshots(8)
                .withCloseTimeoutMillis(20_000)
                .withSchedule(ScheduleSettings.defaults().withEvery(1000))
                .withKafka(KafkaTarget.at(bootstrapServers));
        OvoscopeAgent agent = OvoscopeAgent.attach(network, settings, corpus(), vocabulary());
        try (agent) {
            fit(network, 3);
            INDArray sound = network.params().dup();
            float[] broken = new float[Math.toIntExact(network.numParams())];
            Arrays.fill(broken, Float.NaN);
            network.params().assign(Nd4j.create(broken).reshape(network.params().shape()));
            fit(network, 9);
            network.params().assign(sound);
            fit(network, 4);
        }
        return agent.metrics();
    }

    private static void fit(MultiLayerNetwork network, int steps) {
        for (int step = 0; step < steps; step++) {
            INDArray ids = Nd4j.zeros(2, 1, 5);
            INDArray labels = Nd4j.zeros(2, WORDS, 5);
            for (int i = 0; i < 10; i++) {
                ids.putScalar(i / 5, 0, i % 5, i % WORDS);
                labels.putScalar(i / 5, (i + 1) % WORDS, i % 5, 1);
            }
            network.fit(new DataSet(ids, labels));
        }
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(0.1))
                .list()
                .layer(new EmbeddingSequenceLayer.Builder().nIn(WORDS).nOut(6).build())
                .layer(new LSTM.Builder().nIn(6).nOut(6).build())
                .layer(new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .dataFormat(RNNFormat.NCW)
                        .nIn(6)
                        .nOut(WORDS)
                        .build())
                .setInputType(InputType.recurrent(WORDS, 5, RNNFormat.NCW))
                .build());
        network.init();
        return network;
    }

    private static ProbeCorpus corpus() {
        int rows = SENTENCES * LENGTH;
        TaskInfo task = new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("N", "V"));
        int[] heads = new int[rows];
        Arrays.fill(heads, ProbeSet.NO_HEAD);
        int[] types = IntStream.range(0, rows).map(row -> row % (WORDS - 1)).toArray();
        ProbeSet set = new ProbeSet(
                new ProbeSet.Words(
                        IntStream.range(0, rows).map(row -> row / LENGTH).toArray(), types, new int[rows], heads),
                new ProbeSet.Sentences(
                        new int[SENTENCES],
                        IntStream.range(0, SENTENCES)
                                .map(s -> s % 3 == 0 ? 2 : s % 6 == 1 ? 1 : 0)
                                .toArray(),
                        IntStream.range(0, SENTENCES).toArray()),
                List.of(TaskLabels.ofTokens(
                        task, IntStream.of(types).map(type -> type % 2).toArray())));
        List<List<String>> sentences = new ArrayList<>();
        for (int s = 0; s < SENTENCES; s++) {
            sentences.add(IntStream.range(s * LENGTH, (s + 1) * LENGTH)
                    .mapToObj(row -> "w" + types[row])
                    .toList());
        }
        return new ProbeCorpus(set, sentences, List.of(), List.of());
    }

    private static WordVocabulary vocabulary() {
        Map<String, Integer> ids = new java.util.HashMap<>();
        for (int word = 0; word < WORDS - 1; word++) {
            ids.put("w" + word, word + 1);
        }
        return new WordVocabulary(ids, 0, true);
    }
}
