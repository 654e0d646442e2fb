package io.ovoscope.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.agent.RecordingSender;
import io.ovoscope.agent.TinyCorpus;
import io.ovoscope.agent.TinyNetworks;
import io.ovoscope.agent.activation.EncodedCorpus;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.activation.ProbeRun;
import io.ovoscope.agent.checkpoint.CheckpointCounters;
import io.ovoscope.agent.checkpoint.CheckpointKeeper;
import io.ovoscope.agent.checkpoint.CheckpointSettings;
import io.ovoscope.agent.checkpoint.Drafts;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.wire.FloatEncoding;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The worker, run on the test's own thread, so that what happens between two of its looks at the queue can be arranged. */
class SnapshotWorkerTest {
    private final MonitoredMultiLayer network = new MonitoredMultiLayer(TinyNetworks.stack());
    private final RecordingSender sender = new RecordingSender();
    private final SnapshotCounters counters = new SnapshotCounters();
    private final OverheadBudget budget = new OverheadBudget(1, System::nanoTime);

    /** Does something just after a look that found nothing, once. */
    private static final class QueueWithAGap extends ArrayDeque<Snapshot> {
        private static final long serialVersionUID = 1L;
        private transient @Nullable Runnable inTheGap;

        QueueWithAGap() {
            super(1);
        }

        void inTheGap(Runnable action) {
            inTheGap = action;
        }

        @Override
        public @Nullable Snapshot poll() {
            Snapshot found = super.poll();
            Runnable action = inTheGap;
            inTheGap = null;
            if (found == null && action != null) {
                action.run();
            }
            return found;
        }
    }

    private SnapshotQueue queue(ArrayDeque<Snapshot> waiting) {
        INDArray parameters = network.parameters();
        return new SnapshotQueue(1, parameters.dataType(), parameters.length(), waiting);
    }

    private SnapshotWorker worker(SnapshotQueue queue) {
        ProbeCorpus corpus = TinyCorpus.of(40);
        EncodedCorpus encoded = EncodedCorpus.encode(corpus.set(), corpus.sentences(), TinyCorpus.vocabulary(), 1);
        ProbeRun probeRun = ProbeRun.prepare(network, encoded, NetworkSettings.defaults());
        PartWriter parts = new PartWriter("r7", "p", probeRun.layers(), FloatEncoding.F32, 1 << 20, counters);
        Drafts drafts = new Drafts(network, CheckpointSettings.defaults(), new CheckpointCounters(), 1);
        SnapshotLosses losses = new SnapshotLosses("r7", counters);
        return new SnapshotWorker(
                probeRun,
                parts,
                queue,
                drafts,
                CheckpointKeeper.NONE,
                sender,
                budget,
                counters,
                losses,
                System::nanoTime);
    }

    private void offer(SnapshotQueue queue, long step) {
        INDArray buffer = Objects.requireNonNull(queue.borrow());
        buffer.assign(network.parameters());
        budget.begin();
        queue.offer(new Snapshot(step, 2.5, 0, buffer, null));
    }

    @Test
    void snapshotOfferedBeforeFinishIsSentThoughTheLookBeforeFoundNothing() {
        QueueWithAGap waiting = new QueueWithAGap();
        SnapshotQueue queue = queue(waiting);
        SnapshotWorker worker = worker(queue);
        waiting.inTheGap(() -> {
            offer(queue, 9);
            worker.finish();
        });
        worker.run();
        assertThat(sender.steps()).containsExactly(9L);
        assertThat(counters.droppedByReason()).isEmpty();
    }
}
