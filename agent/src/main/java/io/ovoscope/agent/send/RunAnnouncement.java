package io.ovoscope.agent.send;

import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;

/**
 * What is sent before the first snapshot of a run.
 *
 * @param manifest with attempt 1; the sender settles attempt and floor where the run is known already
 * @param probeSet that of the manifest
 */
public record RunAnnouncement(RunManifest manifest, ProbeSet probeSet) {
    public RunAnnouncement {
        if (!manifest.probeSet().equals(probeSet.fingerprint())) {
            throw new IllegalArgumentException("probe set " + probeSet.fingerprint() + ": expecting "
                    + manifest.probeSet() + ", that of the manifest");
        }
    }

    public String run() {
        return manifest.run();
    }
}
