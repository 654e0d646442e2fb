package io.ovoscope.agent;

import io.ovoscope.agent.activation.EncodedCorpus;
import io.ovoscope.agent.activation.MonitoredNetwork;
import io.ovoscope.agent.activation.ProbeRun;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.send.RunAnnouncement;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskLabels;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What a run is announced as. */
final class Manifests {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private Manifests() {}

    static RunAnnouncement announce(
            MonitoredNetwork network,
            AgentSettings settings,
            ProbeCorpus corpus,
            EncodedCorpus encoded,
            ProbeRun probeRun,
            Surroundings surroundings) {
        Instant now = surroundings.clock().instant();
        RunManifest manifest = new RunManifest(
                settings.run().isEmpty() ? "run-" + TIME.format(now) : settings.run(),
                1,
                network.updates(),
                now,
                network.description(),
                network.parameters().length(),
                probeRun.layers(),
                corpus.set().fingerprint(),
                corpus.set().tasks().stream().map(TaskLabels::info).toList(),
                corpus.skipped(),
                settings.schedule().schedule().description() + "; and the last step; within "
                        + percent(settings.overheadShare()) + " of the training time",
                encoded.description(),
                settings.network().pooling().text(),
                settings.send().precision(),
                network.updates() == 0 ? Baseline.UNTRAINED : Baseline.FIRST,
                version());
        return new RunAnnouncement(manifest, corpus.set());
    }

    private static String percent(double share) {
        return Math.round(share * 1e4) / 1e2 + "%";
    }

    private static String version() {
        String version = Manifests.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
