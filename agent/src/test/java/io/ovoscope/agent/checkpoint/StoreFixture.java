package io.ovoscope.agent.checkpoint;

import io.ovoscope.agent.TinyNetworks;
import io.ovoscope.agent.activation.MonitoredMultiLayer;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CheckpointsKept;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** A store on the test's own thread, with a small network to keep. */
final class StoreFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    final MultiLayerNetwork network = TinyNetworks.stack();
    final CheckpointCounters counters = new CheckpointCounters();
    final List<CheckpointsKept> news = new ArrayList<>();
    private final RunManifest manifest;
    private final CheckpointStore store;

    StoreFixture(
            CheckpointSettings settings, RunManifest manifest, int settledAttempt, UnaryOperator<OutputStream> tap) {
        this.manifest = manifest;
        this.store = new CheckpointStore(
                settings,
                manifest,
                new MonitoredMultiLayer(network).configuration(),
                counters,
                new CheckpointStore.Outside(
                        () -> settledAttempt, news::add, Clock.fixed(START, ZoneOffset.UTC), System::nanoTime, tap));
    }

    static StoreFixture in(Path directory, String run) {
        return new StoreFixture(settings(directory), manifest(run, START, 0), 1, out -> out);
    }

    static CheckpointSettings settings(Path directory) {
        return CheckpointSettings.defaults().withDirectory(directory.toString());
    }

    static RunManifest manifest(String run, Instant startedAt, long resumedAtStep) {
        return new RunManifest(
                run,
                1,
                resumedAtStep,
                startedAt,
                "MultiLayerNetwork, 4 layers",
                TinyNetworks.stack().numParams(),
                List.of(new LayerInfo(0, "layer0", TinyNetworks.WIDTH)),
                "probes",
                List.of(),
                List.of(),
                "step 0",
                "words",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "test");
    }

    void keep(long... steps) {
        for (long step : steps) {
            store.keep(step, START.plusSeconds(step), 2.5, new Draft(0, null, false), network.params());
        }
    }

    /** Parameters of no network: what is written cannot be restored. */
    void keepLarge(long step, long parameters) {
        store.keep(step, START, 2.5, new Draft(0, null, false), Nd4j.zeros(parameters));
    }

    CheckpointsKept lastNews() {
        return news.get(news.size() - 1);
    }

    RunManifest manifest() {
        return manifest;
    }

    @Override
    public void close() {
        store.close();
    }
}
