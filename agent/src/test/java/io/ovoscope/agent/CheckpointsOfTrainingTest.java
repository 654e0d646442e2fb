package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.activation.MonitoredGraph;
import io.ovoscope.agent.activation.MonitoredModel;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.checkpoint.CheckpointFailure;
import io.ovoscope.agent.checkpoint.CheckpointFolder;
import io.ovoscope.agent.checkpoint.CheckpointSettings;
import io.ovoscope.agent.checkpoint.Drafts;
import io.ovoscope.agent.checkpoint.StoredCheckpoint;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.KeptCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/** The agent with its checkpoint store, on both kinds of network. */
class CheckpointsOfTrainingTest {
    private static final int STEPS = 12;

    @TempDir
    private Path directory;

    private final RecordingSender sender = new RecordingSender();
    private final Map<Long, float[]> parametersAt = new HashMap<>();
    private AgentSettings settings = AgentSettings.defaults()
            .withRun("r/7")
            .withQueueMaxSnapshots(2)
            .withOverheadBudget(1)
            .withNetwork(NetworkSettings.defaults().withSequenceLength(TinyNetworks.LENGTH))
            .withSchedule(ScheduleSettings.defaults().withEvery(1));

    private CheckpointSettings checkpoints() {
        return CheckpointSettings.defaults().withDirectory(directory.toString());
    }

    /** Trains step by step, each after the last snapshot has been dealt with. */
    private AgentMetrics train(MonitoredModel network, Consumer<DataSet> fit) throws InterruptedException {
        Surroundings surroundings = new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime);
        OvoscopeAgent agent =
                OvoscopeAgent.attach(network, settings, TinyCorpus.of(40), TinyCorpus.vocabulary(), surroundings);
        try (agent) {
            remember(network);
            for (DataSet batch : TinyNetworks.batches(STEPS)) {
                awaitIdle(agent);
                seed(network.updates());
                fit.accept(batch);
                remember(network);
            }
        }
        return agent.metrics();
    }

    /** No file holds the state of ND4J's generator, from which dropout draws. */
    private static void seed(int updates) {
        Nd4j.getRandom().setSeed(1000 + updates);
    }

    private static void trainOn(MonitoredModel restored) {
        for (DataSet batch : TinyNetworks.batches(STEPS).subList(restored.updates(), STEPS)) {
            seed(restored.updates());
            fit(restored, batch);
        }
    }

    private void remember(MonitoredModel network) {
        parametersAt.put((long) network.updates(), network.parameters().toFloatVector());
    }

    private static void awaitIdle(OvoscopeAgent agent) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (agent.metrics().sent() + agent.metrics().droppedTotal()
                < agent.metrics().taken()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(2);
        }
    }

    @Test
    void stackComesBackBitForBitFromEveryCheckpoint() throws Exception {
        settings = settings.withCheckpoints(checkpoints());
        MultiLayerNetwork network = TinyNetworks.stack();
        AgentMetrics end = train(new MonitoredMultiLayer(network), network::fit);
        List<StoredCheckpoint> found = CheckpointFolder.list(directory);
        assertThat(found).hasSize(STEPS + 1);
        assertThat(end.checkpoints().written()).isEqualTo(STEPS + 1);
        assertThat(end.checkpoints().failed()).isEmpty();
        for (StoredCheckpoint checkpoint : found) {
            checkpoint.requireIntact();
            long step = checkpoint.description().step();
            assertThat(checkpoint.description().network()).isEqualTo("MultiLayerNetwork");
            assertThat(checkpoint.description().run()).isEqualTo("r/7");
            assertThat(checkpoint.description().updater()).isFalse();
            MultiLayerNetwork restored =
                    ModelSerializer.restoreMultiLayerNetwork(checkpoint.file().toFile());
            assertThat(restored.params().toFloatVector()).isEqualTo(parametersAt.get(step));
            assertThat(restored.params().shape()).isEqualTo(network.params().shape());
            assertThat(restored.getIterationCount()).isEqualTo((int) step);
        }
    }

    @Test
    void graphComesBackBitForBitFromEveryCheckpoint() throws Exception {
        settings = settings.withCheckpoints(checkpoints());
        ComputationGraph network = TinyNetworks.graph();
        train(new MonitoredGraph(network), network::fit);
        List<StoredCheckpoint> found = CheckpointFolder.list(directory);
        assertThat(found).hasSize(STEPS + 1);
        for (StoredCheckpoint checkpoint : found) {
            checkpoint.requireIntact();
            long step = checkpoint.description().step();
            assertThat(checkpoint.description().network()).isEqualTo("ComputationGraph");
            ComputationGraph restored =
                    ModelSerializer.restoreComputationGraph(checkpoint.file().toFile());
            assertThat(restored.params().toFloatVector()).isEqualTo(parametersAt.get(step));
            assertThat(restored.getIterationCount()).isEqualTo((int) step);
        }
    }

    @Test
    void listToldNamesWhatIsOnDisk() throws Exception {
        settings = settings.withCheckpoints(checkpoints().withMaxCheckpoints(5, 2));
        MultiLayerNetwork network = TinyNetworks.stack();
        AgentMetrics end = train(new MonitoredMultiLayer(network), network::fit);
        CheckpointsKept last = sender.kept().get(sender.kept().size() - 1);
        assertThat(last.checkpoints())
                .isEqualTo(CheckpointFolder.list(directory).stream()
                        .map(StoredCheckpoint::kept)
                        .toList());
        assertThat(last.checkpoints().stream().map(KeptCheckpoint::step))
                .hasSize(5)
                .contains(11L, 12L);
        assertThat(last.step()).isEqualTo(STEPS);
        assertThat(last.attempt()).isEqualTo(1);
        assertThat(end.checkpoints().kept()).isEqualTo(5);
        assertThat(end.checkpoints().deleted()).isEqualTo(STEPS + 1 - 5);
    }

    @Test
    void trainingEndsWithTheSameBitsWithTheStoreAndWithout() throws Exception {
        for (boolean graph : new boolean[] {false, true}) {
            Supplier<MonitoredModel> make = () ->
                    graph ? new MonitoredGraph(TinyNetworks.graph()) : new MonitoredMultiLayer(TinyNetworks.stack());
            MonitoredModel bare = make.get();
            trainOn(bare);
            for (boolean saveUpdater : new boolean[] {false, true}) {
                settings = settings.withCheckpoints(checkpoints().withSaveUpdater(saveUpdater));
                MonitoredModel network = make.get();
                AgentMetrics end = train(network, batch -> fit(network, batch));
                assertThat(network.parameters().toFloatVector())
                        .isEqualTo(bare.parameters().toFloatVector());
                assertThat(end.checkpoints().written()).isEqualTo(STEPS + 1);
                assertThat(end.checkpoints().failed()).isEmpty();
            }
        }
    }

    private static void fit(MonitoredModel network, DataSet batch) {
        if (network instanceof MonitoredGraph graph) {
            graph.network().fit(batch);
        } else {
            ((MonitoredMultiLayer) network).network().fit(batch);
        }
    }

    @Test
    void stackWithItsUpdaterTrainsOnToTheLastBit() throws Exception {
        settings = settings.withCheckpoints(checkpoints().withSaveUpdater(true));
        MultiLayerNetwork network = TinyNetworks.stack();
        train(new MonitoredMultiLayer(network), network::fit);
        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(at(5).file().toFile());
        trainOn(new MonitoredMultiLayer(restored));
        assertSameBits(restored, network);
        assertThat(restored.getIterationCount()).isEqualTo(STEPS);
        // Without the updater it does not: the comparison is not blind.
        MultiLayerNetwork without =
                ModelSerializer.restoreMultiLayerNetwork(at(5).file().toFile(), false);
        trainOn(new MonitoredMultiLayer(without));
        assertThat(without.params().toFloatVector())
                .isNotEqualTo(network.params().toFloatVector());
    }

    @Test
    void graphWithItsUpdaterTrainsOnToTheLastBit() throws Exception {
        settings = settings.withCheckpoints(checkpoints().withSaveUpdater(true));
        ComputationGraph network = TinyNetworks.graph();
        train(new MonitoredGraph(network), network::fit);
        ComputationGraph restored =
                ModelSerializer.restoreComputationGraph(at(5).file().toFile());
        trainOn(new MonitoredGraph(restored));
        assertSameBits(restored, network);
    }

    private static void assertSameBits(Model found, Model expected) {
        assertThat(Arrays.equals(
                        found.params().toFloatVector(), expected.params().toFloatVector()))
                .isTrue();
    }

    private StoredCheckpoint at(long step) throws IOException {
        StoredCheckpoint found = CheckpointFolder.list(directory).stream()
                .filter(each -> each.description().step() == step)
                .findFirst()
                .orElseThrow();
        assertThat(found.description().updater()).isTrue();
        return found;
    }

    @Test
    void checkpointsComeNoDenserThanAskedButForTheFirstAndTheLast() throws Exception {
        settings = settings.withCheckpoints(checkpoints().withEvery(5));
        MultiLayerNetwork network = TinyNetworks.stack();
        train(new MonitoredMultiLayer(network), network::fit);
        assertThat(CheckpointFolder.list(directory))
                .extracting(each -> each.description().step())
                .containsExactly(0L, 5L, 10L);
        assertThat(sender.steps()).hasSize(STEPS + 1);
    }

    @Test
    void directoryThatCannotBeMadeCostsNoSnapshot() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        settings = settings.withCheckpoints(checkpoints().withDirectory(file.toString()));
        MultiLayerNetwork network = TinyNetworks.stack();
        AgentMetrics end = train(new MonitoredMultiLayer(network), network::fit);
        assertThat(end.sent()).isEqualTo(STEPS + 1);
        assertThat(end.droppedTotal()).isZero();
        assertThat(end.checkpoints().failed())
                .containsExactlyEntriesOf(Map.of(CheckpointFailure.NOT_WRITABLE, (long) STEPS + 1));
        assertThat(sender.kept()).isEmpty();
    }

    @Test
    void updaterWithoutStateIsSavedWhole() throws Exception {
        settings = settings.withCheckpoints(checkpoints().withSaveUpdater(true));
        MultiLayerNetwork network = TinyNetworks.stack();
        network.getLayerWiseConfigurations()
                .getConfs()
                .forEach(layer ->
                        ((org.deeplearning4j.nn.conf.layers.BaseLayer) layer.getLayer()).setIUpdater(new Sgd(0.1)));
        MultiLayerNetwork plain = new MultiLayerNetwork(network.getLayerWiseConfigurations());
        plain.init();
        train(new MonitoredMultiLayer(plain), plain::fit);
        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(at(5).file().toFile());
        trainOn(new MonitoredMultiLayer(restored));
        assertSameBits(restored, plain);
    }

    /** Two of a kind are not equal, as with every class that does not say otherwise. */
    public static final class Nameless implements ISchedule {
        private static final long serialVersionUID = 1L;

        @Override
        public double valueAt(int iteration, int epoch) {
            return 0.01;
        }

        @Override
        public ISchedule clone() {
            return this;
        }
    }

    @Test
    void scheduleWithoutEqualsIsRefusedWithTheUpdaterAndTakenWithout() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Adam(new Nameless()))
                .list()
                .layer(new DenseLayer.Builder().nIn(3).nOut(4).build())
                .layer(new OutputLayer.Builder().nIn(4).nOut(2).build())
                .build());
        network.init();
        MonitoredModel monitored = new MonitoredMultiLayer(network);
        CheckpointSettings with = checkpoints().withSaveUpdater(true);
        assertThatThrownBy(() -> Drafts.check(monitored, with))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give the learning-rate schedule (ISchedule)")
                .hasMessageContaining("set saveUpdater to false");
        assertThat(Drafts.check(monitored, checkpoints()).kind()).isEqualTo("MultiLayerNetwork");
    }
}
