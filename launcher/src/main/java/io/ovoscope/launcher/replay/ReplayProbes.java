package io.ovoscope.launcher.replay;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.demo.DemoRun;
import io.ovoscope.demo.corpus.DemoCorpus;
import io.ovoscope.launcher.demo.DemoOrders;
import io.ovoscope.launcher.demo.TrainingOrder;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The probe set with its words, and how the network reads them.
 *
 * @param network what is probed and how
 * @param precision of the activations on the wire
 */
record ReplayProbes(ProbeCorpus corpus, WordEncoder encoder, NetworkSettings network, FloatEncoding precision) {

    /**
     * Makes them anew, as the settings file says or, of a demo's run, as the demo did.
     *
     * @param trained run that took the checkpoints; empty where they do not say
     * @throws IllegalArgumentException where neither says how
     */
    static ReplayProbes of(ReplayOrder order, String run, Optional<String> trained) throws IOException {
        if (!order.settingsFile().isEmpty()) {
            ReplaySettings settings = ReplaySettings.read(Path.of(order.settingsFile()));
            return new ReplayProbes(settings.corpus(), settings.words(), settings.network(), settings.precision());
        }
        DemoOrders demos = new DemoOrders(Path.of(order.demos()));
        Optional<TrainingOrder> demo = order.demos().isEmpty() ? Optional.empty() : demos.of(trained.orElse(run));
        return ofDemo(demo.orElseThrow(() -> new IllegalArgumentException("run '" + trained.orElse(run)
                + "' is none of a demo" + (order.demos().isEmpty() ? "" : " kept in " + order.demos())
                + ": expecting --settings FILE, like configs/replay.yaml, which says what the probe set is made from and"
                + " how words become the network's input")));
    }

    private static ReplayProbes ofDemo(TrainingOrder order) throws IOException {
        DemoCorpus corpus = order.corpus();
        DemoRun demo = new DemoRun(order.settings(), corpus, System::nanoTime);
        return new ReplayProbes(corpus.probes(), demo.encoder(), demo.network(), FloatEncoding.F32);
    }

    /** What the agent would be told, with the layers and the precision that a run says it has. */
    AgentSettings settings(String run, Optional<RunManifest> manifest) {
        AgentSettings usual = AgentSettings.defaults().withRun(run);
        NetworkSettings layers = manifest.map(known -> network.withLayers(
                        known.layers().stream().map(LayerInfo::name).toArray(String[]::new)))
                .orElse(network);
        FloatEncoding encoding = manifest.map(RunManifest::precision).orElse(precision);
        return usual.withNetwork(layers).withSend(usual.send().withPrecision(encoding));
    }
}
