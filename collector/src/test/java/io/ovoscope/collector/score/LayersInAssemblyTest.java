package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.Baseline;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersInAssemblyTest {
    /** More than the limit lets arrive of several snapshots. */
    private static final int LAYERS = 48;

    private final ScoreSettings settings = ScoreSettings.defaults();
    private final List<LayerJob> taken = new ArrayList<>();
    private final LayersInAssembly layers =
            new LayersInAssembly(settings, Clock.systemUTC(), new ScoreCounters(), PartCopying.atOnce(), taken::add);
    private long offset;

    private void add(int layer, long step, int part) {
        layers.add(
                offset++,
                Examples.parts(layer, step).get(part),
                new Admission.Admitted(Examples.manifest(1, Baseline.UNTRAINED), Examples.PROBE_SET));
    }

    /** As the agent sends them: batch by batch, each of all layers. */
    @Test
    void layersOfADeepNetworkArriveSideBySide() {
        assertThat(LAYERS).isGreaterThan(settings.maxLayersInAssembly());
        for (int part = 0; part < 3; part++) {
            for (int layer = 1; layer <= LAYERS; layer++) {
                add(layer, 3, part);
            }
        }

        assertThat(taken)
                .hasSize(LAYERS)
                .allSatisfy(job -> assertThat(job.content()).isInstanceOf(LayerJob.Whole.class));
    }

    @Test
    void layersOfAnEarlierSnapshotMakeRoomFirst() {
        add(1, 2, 0);
        for (int layer = 1; layer <= LAYERS; layer++) {
            add(layer, 3, 0);
        }

        assertThat(taken).singleElement().satisfies(job -> {
            assertThat(job.header().step()).isEqualTo(2);
            assertThat(job.content()).isInstanceOf(LayerJob.Incomplete.class);
        });
        assertThat(layers.count()).isEqualTo(LAYERS);
    }
}
