package io.ovoscope.javaagent.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.AttachSettings;
import io.ovoscope.agent.activation.LooselyMonitored;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;

class NetworkWatchTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private Runnable meanwhile = () -> {};
    private AttachSettings settings = AttachSettings.defaults();

    /** Writes down what is asked of it. */
    private final class Noting implements Watcher {
        private final String run;

        Noting(String run) {
            this.run = run;
        }

        @Override
        public void begin() {
            events.add("begin " + run);
        }

        @Override
        public boolean listenAgain() {
            return false;
        }

        @Override
        public void close() {
            events.add("close " + run);
        }

        @Override
        public void end(BooleanSupplier isQuiet) {
            meanwhile.run();
            events.add((isQuiet.getAsBoolean() ? "end " : "end disturbed ") + run);
        }

        @Override
        public void abandon() {
            events.add("abandon " + run);
        }
    }

    private NetworkWatch watch() {
        return watch((network, run) -> new Noting(run));
    }

    private NetworkWatch watch(Watcher.Maker maker) {
        return new NetworkWatch(settings, new RunNames("r", Instant.EPOCH), maker);
    }

    private static void fit(NetworkWatch watch, MultiLayerNetwork network) {
        watch.enter(network);
        watch.enter(network);
        watch.exit(network);
        watch.exit(network);
    }

    @Test
    void everyNetworkIsWatchedUnderANameOfItsOwnAndOnce() {
        NetworkWatch watch = watch();
        MultiLayerNetwork first = Stacks.of(3);
        MultiLayerNetwork second = Stacks.of(3);
        fit(watch, first);
        fit(watch, second);
        fit(watch, first);
        assertThat(events).containsExactly("begin r", "begin r-2");
    }

    @Test
    void restoredNetworkGoesOnWithTheRunOfTheOneItWas() {
        NetworkWatch watch = watch();
        fit(watch, Stacks.of(3));
        fit(watch, Stacks.of(4));
        fit(watch, Stacks.restored(3, 10));
        assertThat(events).containsExactly("begin r", "begin r-2", "abandon r", "begin r");
    }

    @Test
    void networkOfTheSameShapeThatIsBeingTrainedIsAnother() {
        NetworkWatch watch = watch();
        MultiLayerNetwork first = Stacks.of(3);
        watch.enter(first);
        fit(watch, Stacks.restored(3, 10));
        watch.exit(first);
        assertThat(events).containsExactly("begin r", "begin r-2");
    }

    @Test
    void freshNetworkOfTheSameShapeIsAnother() {
        NetworkWatch watch = watch();
        fit(watch, Stacks.of(3));
        fit(watch, Stacks.restored(3, 0));
        assertThat(events).containsExactly("begin r", "begin r-2");
    }

    @Test
    void smallNetworksAndThoseOfOtherClassesAreLeftAlone() {
        settings = settings.withMinParameters(17).withClasses("MultiLayerNetwork");
        NetworkWatch watch = watch();
        fit(watch, Stacks.of(3));
        assertThat(events).isEmpty();
        fit(watch, Stacks.of(4));
        assertThat(events).containsExactly("begin r");
        settings = settings.withClasses("org.deeplearning4j.nn.graph.ComputationGraph");
        fit(watch(), Stacks.of(4));
        assertThat(events).containsExactly("begin r");
    }

    @Test
    void noMoreNetworksThanAskedForAreWatchedAtATime() {
        settings = settings.withMaxNetworks(2);
        NetworkWatch watch = watch();
        List<MultiLayerNetwork> networks = List.of(Stacks.of(2), Stacks.of(3), Stacks.of(4));
        networks.forEach(network -> fit(watch, network));
        assertThat(events).containsExactly("begin r", "begin r-2");
        watch.watched().get(0).end();
        fit(watch, Stacks.of(5));
        assertThat(events).containsExactly("begin r", "begin r-2", "end r", "begin r-3");
        assertThat(networks).hasSize(3);
    }

    @Test
    void networkWithoutParametersIsLookedAtAgain() {
        NetworkWatch watch = watch();
        MultiLayerNetwork network = Stacks.raw(3);
        fit(watch, network);
        assertThat(events).isEmpty();
        network.init();
        fit(watch, network);
        assertThat(events).containsExactly("begin r");
    }

    @Test
    void refusalIsNoAffairOfTrainingAndIsNotTriedAgain() {
        List<String> tried = new CopyOnWriteArrayList<>();
        NetworkWatch watch = watch((network, run) -> {
            tried.add(run);
            throw new IllegalArgumentException("first layer DenseLayer");
        });
        MultiLayerNetwork network = Stacks.of(3);
        fit(watch, network);
        fit(watch, network);
        assertThat(tried).containsExactly("r");
        assertThat(watch.watched()).isEmpty();
    }

    @Test
    void attachingThatHangsHoldsTrainingUpNoLongerThanAllowedAndIsAbandoned() throws Exception {
        settings = settings.withTimeoutMillis(100);
        CountDownLatch hanging = new CountDownLatch(1);
        NetworkWatch watch = watch((network, run) -> {
            await(hanging);
            return new Noting(run);
        });
        long begin = System.nanoTime();
        fit(watch, Stacks.of(3));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(watch.watched()).isEmpty();
        hanging.countDown();
        await("abandon r");
        assertThat(events).containsExactly("abandon r");
    }

    @Test
    void networkThatIsGarbageIsClosedAndItsRestoredSelfGoesOn() throws Exception {
        NetworkWatch watch = watch();
        Thread ending = new Thread(watch::endThoseThatAreGone);
        ending.setDaemon(true);
        ending.start();
        fit(watch, Stacks.of(3));
        await("close r");
        fit(watch, Stacks.restored(3, 10));
        assertThat(events).containsExactly("begin r", "close r", "begin r");
        ending.interrupt();
    }

    @Test
    void networkInTrainingWhenTheJvmEndsIsAbandoned() {
        NetworkWatch watch = watch();
        MultiLayerNetwork network = Stacks.of(3);
        watch.enter(network);
        watch.watched().forEach(SeenNetwork::end);
        watch.exit(network);
        assertThat(events).containsExactly("begin r", "abandon r");
    }

    /** A loop of {@code fit} is not in one half of the time. */
    @Test
    void networkThatIsTrainedAgainWhileTheJvmEndsIsKnownToBe() {
        NetworkWatch watch = watch();
        MultiLayerNetwork network = Stacks.of(3);
        fit(watch, network);
        meanwhile = () -> fit(watch, network);
        watch.watched().forEach(SeenNetwork::end);
        assertThat(events).containsExactly("begin r", "end disturbed r");
    }

    private static ComputationGraph graph() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", new OutputLayer.Builder().nIn(2).nOut(2).build(), "in")
                .setOutputs("out")
                .build());
        graph.init();
        return graph;
    }

    /** Its list of listeners is the same: a thread that goes through it must not find it changed. */
    @Test
    void cloneOfAGraphThatIsBeingTrainedIsLeftAlone() {
        NetworkWatch watch = watch();
        ComputationGraph original = graph();
        watch.enter(original);
        watch.enter(original.clone());
        watch.exit(original);
        assertThat(events).containsExactly("begin r");
    }

    @Test
    void cloneOfAGraphThatWasTrainedGoesOnWithItsRunThoughItHasTheOldListener() throws Exception {
        NetworkWatch watch = watch();
        ComputationGraph original = graph();
        watch.enter(original);
        original.addListeners(ourListener(original));
        watch.exit(original);
        ComputationGraph clone = original.clone();
        assertThat(clone.getListeners()).hasSize(1);
        clone.getConfiguration().setIterationCount(5);
        watch.enter(clone);
        assertThat(events).containsExactly("begin r", "abandon r", "begin r");
    }

    private static TrainingListener ourListener(ComputationGraph graph) throws ReflectiveOperationException {
        Constructor<?> made =
                Class.forName("io.ovoscope.agent.SnapshotListener").getDeclaredConstructors()[0];
        made.setAccessible(true);
        return (TrainingListener) made.newInstance(LooselyMonitored.of(graph), null);
    }

    @Test
    void copiesOfParallelTrainingAreLeftAlone() {
        NetworkWatch watch = watch();
        MultiLayerNetwork copy = Stacks.of(3);
        watch.replica(copy);
        fit(watch, copy);
        assertThat(events).isEmpty();
    }

    private void await(String event) throws InterruptedException {
        for (int i = 0; i < 500 && !events.contains(event); i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(events).contains(event);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
