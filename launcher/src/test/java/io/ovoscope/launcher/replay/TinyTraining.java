package io.ovoscope.launcher.replay;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.OvoscopeAgent;
import io.ovoscope.agent.send.KafkaTarget;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.collector.topics.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A training that goes the same way whenever it is begun, and the files that a replay of its checkpoints needs. */
public final class TinyTraining {
    public static final int STEPS = 24;
    private static final int WORDS = 24;
    private static final int WIDTH = 6;
    private static final int SENTENCES = 150;
    private static final List<String> TAGS = List.of("NOUN", "VERB", "ADJ");

    private final Path directory;

    public TinyTraining(Path directory) throws IOException {
        this.directory = directory;
        Files.writeString(text(), conllu());
        StringBuilder words = new StringBuilder();
        for (int id = 0; id < WORDS; id++) {
            words.append("w").append(id).append('\n');
        }
        Files.writeString(directory.resolve("words.txt"), words);
        Files.writeString(settingsFile(), """
                sources:
                  conllu: "%s"
                probeSet:
                  tasks: [UPOS]
                encoder:
                  kind: WORD
                  vocabulary: "%s"
                  lowerCase: true
                  unknown: 0
                """.formatted(text(), directory.resolve("words.txt")));
    }

    private Path text() {
        return directory.resolve("text.conllu");
    }

    Path settingsFile() {
        return directory.resolve("replay.yaml");
    }

    Path checkpoints() {
        return directory.resolve("saved");
    }

    /** A word's tag is noise for a tenth of its occurrences, so that no probe is perfect. */
    private static String conllu() {
        SplittableRandom random = new SplittableRandom(8);
        StringBuilder text = new StringBuilder();
        for (int s = 0; s < SENTENCES; s++) {
            for (int w = 1; w <= 6; w++) {
                int word = 1 + random.nextInt(WORDS - 1);
                int tag = random.nextInt(10) == 0 ? random.nextInt(TAGS.size()) : word % TAGS.size();
                text.append(w).append("\tw").append(word).append("\t_\t").append(TAGS.get(tag));
                text.append("\t_\t_\t")
                        .append(w - 1)
                        .append('\t')
                        .append(w == 1 ? "root" : "dep")
                        .append("\t_\t_\n");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** A network with an agent, from the beginning. */
    Watched watched(String run, KafkaSettings kafka, List<Long> steps) throws IOException {
        return watched(agentSettings(run, kafka, steps));
    }

    private static AgentSettings agentSettings(String run, KafkaSettings kafka, List<Long> steps) {
        return AgentSettings.defaults()
                .withRun(run)
                .withOverheadBudget(1)
                .withQueueMaxSnapshots(32)
                .withSchedule(new ScheduleSettings(1000, 0, 0, 2, steps))
                .withKafka(new KafkaTarget(kafka.bootstrapServers(), kafka.topicPrefix(), kafka.properties()));
    }

    /** A training that goes on from a saved network. */
    Watched resumed(String run, KafkaSettings kafka, List<Long> steps, MultiLayerNetwork network) throws IOException {
        return watched(agentSettings(run, kafka, steps), network);
    }

    /** The same as an agent's settings say. */
    public Watched watched(AgentSettings agent) throws IOException {
        return watched(agent, network());
    }

    private Watched watched(AgentSettings agent, MultiLayerNetwork network) throws IOException {
        ReplaySettings settings = ReplaySettings.read(settingsFile());
        return new Watched(network, OvoscopeAgent.attach(network, agent, settings.corpus(), settings.words()));
    }

    /** A training under way. */
    public record Watched(MultiLayerNetwork network, OvoscopeAgent agent) implements AutoCloseable {
        /** From one step to another. */
        public void train(int from, int to) {
            List<DataSet> batches = batches();
            for (int step = from; step < to; step++) {
                network.fit(batches.get(step));
            }
        }

        @Override
        public void close() {
            agent.close();
        }
    }

    /** The same training without an agent, with DL4J's own checkpoints after every update from the second on. */
    void trainWithListener() throws IOException {
        Files.createDirectories(checkpoints());
        MultiLayerNetwork network = network();
        network.addListeners(new CheckpointListener.Builder(checkpoints().toFile())
                .keepAll()
                .saveEveryNIterations(1)
                .build());
        batches().forEach(network::fit);
    }

    static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.05))
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
        return new Random(1)
                .ints(STEPS)
                .mapToObj(seed -> batch(new Random(seed)))
                .toList();
    }

    /** The next word is one of the next tag. */
    private static DataSet batch(Random random) {
        INDArray ids = Nd4j.zeros(4, 1, 5);
        INDArray labels = Nd4j.zeros(4, WORDS, 5);
        for (int i = 0; i < 20; i++) {
            int id = random.nextInt(WORDS);
            ids.putScalar(i / 5, 0, i % 5, id);
            labels.putScalar(i / 5, (id + 1) % TAGS.size(), i % 5, 1);
        }
        return new DataSet(ids, labels);
    }
}
