package io.ovoscope.agent;

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
public final class Manifests {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private Manifests() {}

    static RunAnnouncement announce(
            MonitoredNetwork network,
            AgentSettings settings,
            ProbeCorpus corpus,
            ProbeRun probeRun,
            Surroundings surroundings) {
        Instant now = surroundings.clock().instant();
        Origin origin = new Origin(
                settings.run().isEmpty() ? "run-" + TIME.format(now) : settings.run(),
                now,
                network.updates(),
                settings.schedule().schedule().description() + "; and the last step; within "
                        + percent(settings.overheadBudget()) + " of the training time",
                network.updates() == 0 ? Baseline.UNTRAINED : Baseline.FIRST,
                false);
        return announce(origin, network, settings, corpus, probeRun);
    }

    /**
     * A run that is made afterwards, from checkpoints alone.
     *
     * @param network of any of them
     * @param firstStep of the earliest of them
     * @param now when it is made
     */
    public static RunAnnouncement ofCheckpoints(
            MonitoredNetwork network,
            AgentSettings settings,
            ProbeCorpus corpus,
            ProbeRun probeRun,
            long firstStep,
            Instant now) {
        Baseline baseline = firstStep == 0 ? Baseline.UNTRAINED : Baseline.FIRST;
        Origin origin = new Origin(settings.run(), now, firstStep, "checkpoints, replayed afterwards", baseline, true);
        return announce(origin, network, settings, corpus, probeRun);
    }

    private record Origin(
            String run,
            Instant startedAt,
            long firstStep,
            String schedule,
            Baseline baseline,
            boolean fromCheckpoints) {}

    private static RunAnnouncement announce(
            Origin origin, MonitoredNetwork network, AgentSettings settings, ProbeCorpus corpus, ProbeRun probeRun) {
        RunManifest manifest = new RunManifest(
                origin.run(),
                1,
                origin.firstStep(),
                origin.startedAt(),
                network.description(),
                network.parameterCount(),
                probeRun.layers(),
                corpus.set().fingerprint(),
                corpus.set().tasks().stream().map(TaskLabels::info).toList(),
                corpus.skipped(),
                origin.schedule(),
                probeRun.inputDescription(),
                settings.network().pooling().text(),
                settings.send().precision(),
                origin.baseline(),
                version(),
                origin.fromCheckpoints());
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
