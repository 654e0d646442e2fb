package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.activation.MonitoredGraph;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import java.time.Clock;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Two epochs over the same data objects: a network that had kept the probe set as its input would train on it in the second. */
class TrainingUnchangedTest {
    private static final int BATCHES = 12;
    private static final int EPOCHS = 2;

    private final AgentSettings settings = AgentSettings.defaults()
            .withRun("unchanged")
            .withQueueMaxSnapshots(4)
            .withOverheadBudget(1)
            .withSchedule(ScheduleSettings.defaults().withEvery(1));

    private interface Training {
        INDArray train(List<DataSet> batches);
    }

    @Test
    void stackWithDropoutEndsWithTheSameBits() {
        RecordingSender sender = new RecordingSender();
        assertSameBits(this::trainStack, batches -> {
            MultiLayerNetwork network = TinyNetworks.stack();
            Surroundings surroundings = new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime);
            try (OvoscopeAgent agent = OvoscopeAgent.attach(
                    new MonitoredMultiLayer(network),
                    settings,
                    TinyCorpus.of(40),
                    TinyCorpus.vocabulary(),
                    surroundings)) {
                for (int epoch = 0; epoch < EPOCHS; epoch++) {
                    batches.forEach(network::fit);
                }
                assertThat(agent.metrics().step()).isEqualTo(BATCHES * EPOCHS);
            }
            return network.params();
        });
        assertThat(sender.steps()).hasSizeGreaterThan(3).startsWith(0L);
    }

    private INDArray trainStack(List<DataSet> batches) {
        MultiLayerNetwork network = TinyNetworks.stack();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            batches.forEach(network::fit);
        }
        return network.params();
    }

    @Test
    void graphWithDropoutEndsWithTheSameBits() {
        RecordingSender sender = new RecordingSender();
        assertSameBits(this::trainGraph, batches -> {
            ComputationGraph network = TinyNetworks.graph();
            Surroundings surroundings = new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime);
            AgentSettings fixedLength =
                    settings.withNetwork(NetworkSettings.defaults().withSequenceLength(TinyNetworks.LENGTH));
            try (OvoscopeAgent agent = OvoscopeAgent.attach(
                    new MonitoredGraph(network),
                    fixedLength,
                    TinyCorpus.of(40),
                    TinyCorpus.vocabulary(),
                    surroundings)) {
                for (int epoch = 0; epoch < EPOCHS; epoch++) {
                    batches.forEach(network::fit);
                }
                assertThat(agent.metrics().step()).isEqualTo(BATCHES * EPOCHS);
            }
            return network.params();
        });
        assertThat(sender.steps()).hasSizeGreaterThan(3).startsWith(0L);
    }

    private INDArray trainGraph(List<DataSet> batches) {
        ComputationGraph network = TinyNetworks.graph();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            batches.forEach(network::fit);
        }
        return network.params();
    }

    private static void assertSameBits(Training without, Training with) {
        Nd4j.getRandom().setSeed(11);
        float[] expected = without.train(TinyNetworks.batches(BATCHES)).toFloatVector();
        Nd4j.getRandom().setSeed(12);
        float[] other = without.train(TinyNetworks.batches(BATCHES)).toFloatVector();
        assertThat(other).isEqualTo(expected);
        List<DataSet> batches = TinyNetworks.batches(BATCHES);
        List<INDArray> features = batches.stream().map(DataSet::getFeatures).toList();
        List<float[]> values =
                features.stream().map(array -> array.dup().data().asFloat()).toList();
        float[] found = with.train(batches).toFloatVector();
        assertThat(found).isEqualTo(expected);
        for (int b = 0; b < batches.size(); b++) {
            assertThat(batches.get(b).getFeatures()).isSameAs(features.get(b));
            assertThat(features.get(b).dup().data().asFloat()).isEqualTo(values.get(b));
        }
    }
}
