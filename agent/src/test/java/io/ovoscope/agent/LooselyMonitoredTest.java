package io.ovoscope.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.activation.LooselyMonitored;
import io.ovoscope.agent.snapshot.ScheduleSettings;
import java.lang.ref.WeakReference;
import java.time.Clock;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

/** An agent that does not keep its network in memory. */
class LooselyMonitoredTest {
    private static final int UPDATES = 3;

    private final RecordingSender sender = new RecordingSender();

    /** Trains for so many updates, and lets the network go. */
    private OvoscopeAgent trained(WeakReference<MultiLayerNetwork>[] trained) {
        MultiLayerNetwork network = TinyNetworks.stack();
        OvoscopeAgent agent = OvoscopeAgent.attach(
                LooselyMonitored.of(network),
                AgentSettings.defaults()
                        .withRun("loose")
                        .withQueueMaxSnapshots(4)
                        .withSchedule(ScheduleSettings.defaults().withEvery(1000)),
                TinyCorpus.of(40),
                TinyCorpus.vocabulary(),
                new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime));
        TinyNetworks.batches(UPDATES).forEach(network::fit);
        trained[0] = new WeakReference<>(network);
        return agent;
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays are of no type parameter
    void networkIsLetGoAndWhatItCameToIsTheLastSnapshot() throws Exception {
        WeakReference<MultiLayerNetwork>[] network = new WeakReference[1];
        OvoscopeAgent agent = trained(network);
        for (int i = 0; i < 200 && network[0].get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(network[0].get()).isNull();
        agent.close();
        assertThat(sender.steps()).containsExactly(0L, 1L, 2L, (long) UPDATES);
        assertThat(agent.metrics().droppedTotal()).isZero();
    }

    @Test
    void abandonedAgentTakesNoLastSnapshotAndHearsNothingOfTheTrainingThatGoesOn() {
        MultiLayerNetwork network = TinyNetworks.stack();
        OvoscopeAgent agent = OvoscopeAgent.attach(
                LooselyMonitored.of(network),
                AgentSettings.defaults()
                        .withRun("loose")
                        .withQueueMaxSnapshots(4)
                        .withSchedule(ScheduleSettings.defaults().withEvery(1000)),
                TinyCorpus.of(40),
                TinyCorpus.vocabulary(),
                new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime));
        TinyNetworks.batches(UPDATES).forEach(network::fit);
        agent.abandon();
        assertThat(network.getListeners()).hasSize(1);
        assertThat(sender.steps()).containsExactly(0L, 1L, 2L);
        long taken = agent.metrics().taken();
        TinyNetworks.batches(UPDATES).forEach(network::fit);
        assertThat(agent.metrics().taken()).isEqualTo(taken);
    }

    @Test
    void listenerThatWasThrownAwayIsSetAgainOnce() {
        MultiLayerNetwork network = TinyNetworks.stack();
        try (OvoscopeAgent agent = OvoscopeAgent.attach(
                LooselyMonitored.of(network),
                AgentSettings.defaults().withRun("loose"),
                TinyCorpus.of(40),
                TinyCorpus.vocabulary(),
                new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime))) {
            assertThat(agent.listenAgain()).isFalse();
            network.setListeners();
            assertThat(agent.listenAgain()).isTrue();
            assertThat(agent.listenAgain()).isFalse();
            assertThat(network.getListeners()).hasSize(1);
        }
        assertThat(network.getListeners()).isEmpty();
    }

    /** A thread that goes through the listeners must not find them changed. */
    @Test
    void agentThatEndsWithItsProgramLeavesTheListenersAloneAndHearsNoMore() {
        MultiLayerNetwork network = TinyNetworks.stack();
        OvoscopeAgent agent = OvoscopeAgent.attach(
                LooselyMonitored.of(network),
                AgentSettings.defaults()
                        .withRun("loose")
                        .withQueueMaxSnapshots(4)
                        .withSchedule(ScheduleSettings.defaults().withEvery(1000)),
                TinyCorpus.of(40),
                TinyCorpus.vocabulary(),
                new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime));
        TinyNetworks.batches(UPDATES).forEach(network::fit);
        var listeners = network.getListeners().iterator();
        agent.end(() -> true);
        assertThat(listeners.next()).isNotNull();
        TinyNetworks.batches(UPDATES).forEach(network::fit);
        assertThat(sender.steps()).containsExactly(0L, 1L, 2L, (long) UPDATES);
        assertThat(agent.metrics().step()).isEqualTo(UPDATES);
    }

    /** {@code ComputationGraph.clone} hands the list of listeners on. */
    @Test
    void silentListenersDoNotGatherInTheClonesOfAGraph() {
        ComputationGraph graph = TinyNetworks.normalisedGraph();
        for (int generation = 0; generation < 3; generation++) {
            graph = graph.clone();
            OvoscopeAgent agent = OvoscopeAgent.attach(
                    LooselyMonitored.of(graph),
                    AgentSettings.defaults().withRun("loose"),
                    TinyCorpus.of(40),
                    TinyCorpus.vocabulary(),
                    new Surroundings(sender.factory(), Clock.systemUTC(), System::nanoTime));
            agent.abandon();
        }
        assertThat(graph.getListeners()).hasSize(1);
    }
}
