package io.ovoscope.agent.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.TinyNetworks;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.activation.NetworkConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Adam;

class DraftsTest {
    private final CheckpointCounters counters = new CheckpointCounters();
    private final CheckpointSettings settings = CheckpointSettings.defaults().withDirectory("somewhere");

    private Drafts drafts(MultiLayerNetwork network, CheckpointSettings how, int capacity) {
        return new Drafts(new MonitoredMultiLayer(network), how, counters, capacity);
    }

    /** DL4J itself overrides a method with varargs by one without, which javac holds against every subclass. */
    @SuppressWarnings("overrides")
    private static final class FailingNetwork extends MultiLayerNetwork {
        private static final long serialVersionUID = 1L;
        private transient boolean failing;
        private transient @Nullable Updater exchanged;

        FailingNetwork(MultiLayerNetwork like) {
            super(like.getLayerWiseConfigurations());
            init();
        }

        @Override
        public Updater getUpdater() {
            if (failing) {
                throw new OutOfMemoryError("told to fail");
            }
            return exchanged == null ? super.getUpdater() : exchanged;
        }
    }

    private static MultiLayerNetwork larger() {
        MultiLayerNetwork larger = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .updater(new Adam())
                .list(new OutputLayer.Builder().nIn(500).nOut(500).build())
                .build());
        larger.init();
        return larger;
    }

    private static List<Long> due(Drafts drafts, long steps) {
        List<Long> due = new ArrayList<>();
        for (long step = 0; step <= steps; step++) {
            if (drafts.draft(step, step == steps) != null) {
                due.add(step);
            }
        }
        return due;
    }

    @Test
    void thereIsNoneWhereNoneAreKept() {
        assertThat(due(drafts(TinyNetworks.stack(), CheckpointSettings.defaults(), 1), 3))
                .isEmpty();
    }

    @Test
    void firstAndLastAlwaysHaveOneAndTheOthersKeepTheirDistance() {
        assertThat(due(drafts(TinyNetworks.stack(), settings.withEvery(4), 1), 10))
                .containsExactly(0L, 4L, 8L, 10L);
        assertThat(due(drafts(TinyNetworks.stack(), settings, 1), 3)).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void updaterStateIsCopiedIntoABufferThatIsUsedAgain() {
        MultiLayerNetwork network = TinyNetworks.stack();
        Drafts drafts = drafts(network, settings.withSaveUpdater(true), 1);
        network.fit(TinyNetworks.batches(1).get(0));
        Draft first = Objects.requireNonNull(drafts.draft(1, false));
        INDArray state = Objects.requireNonNull(first.updaterState());
        assertThat(first.updater()).isTrue();
        assertThat(state.toFloatVector())
                .isEqualTo(network.getUpdater().getStateViewArray().toFloatVector());
        assertThat(state.maxNumber().floatValue()).isPositive();
        drafts.giveBack(first);
        Draft second = Objects.requireNonNull(drafts.draft(2, false));
        assertThat(second.updaterState()).isSameAs(state);
        drafts.close();
    }

    @Test
    void updaterThatCannotBeCopiedCostsTheUpdaterOnly() {
        FailingNetwork network = new FailingNetwork(TinyNetworks.stack());
        Drafts drafts = drafts(network, settings.withSaveUpdater(true), 1);
        network.failing = true;
        @Nullable Draft without = drafts.draft(1, false);
        assertThat(without).isEqualTo(new Draft(0, null, false));
        assertThat(counters.metrics().failed())
                .containsExactlyEntriesOf(Map.of(CheckpointFailure.UPDATER_NOT_COPIED, 1L));
        network.failing = false;
        assertThat(Objects.requireNonNull(drafts.draft(2, false)).updater()).isTrue();
        drafts.close();
    }

    /** As {@code fit(features, labels, masks, masks)} does, which the Java agent is called from. */
    @Test
    void isPreparedWhileTheTrainingThreadHoldsTheNetworksLock() throws Exception {
        MultiLayerNetwork network = TinyNetworks.stack();
        CheckpointSettings how = settings.withSaveUpdater(true);
        synchronized (network) {
            Drafts drafts = CompletableFuture.supplyAsync(() -> {
                        NetworkConfiguration unused = Drafts.check(new MonitoredMultiLayer(network), how);
                        return drafts(network, how, 1);
                    })
                    .get(20, TimeUnit.SECONDS);
            assertThat(Objects.requireNonNull(drafts.draft(0, false)).updaterState())
                    .isNotNull();
            drafts.close();
        }
    }

    @Test
    void updaterThatIsExchangedForALargerOneIsNotCopiedOverWhatLiesBehind() {
        FailingNetwork network = new FailingNetwork(TinyNetworks.stack());
        Drafts drafts = drafts(network, settings.withSaveUpdater(true), 1);
        drafts.giveBack(drafts.draft(0, false));
        network.exchanged = larger().getUpdater();
        assertThat(drafts.draft(1, false)).isEqualTo(new Draft(0, null, false));
        assertThat(counters.metrics().failed())
                .containsExactlyEntriesOf(Map.of(CheckpointFailure.UPDATER_NOT_COPIED, 1L));
        drafts.close();
    }
}
