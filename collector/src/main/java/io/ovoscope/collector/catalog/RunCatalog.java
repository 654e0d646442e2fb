package io.ovoscope.collector.catalog;

import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The runs and probe sets that there are, as far as they have been read. Nothing here blocks; any thread may ask. */
public interface RunCatalog {
    /** The newest manifest of a run; empty where there is none yet, or none any more. */
    Optional<RunManifest> manifest(String run);

    /** Whether the run was there and has been deleted. */
    boolean isDeleted(String run);

    /**
     * How often the run has been seen to be deleted. Runs of one name are told apart by it: what is remembered of one is not the
     * next one's. A catalogue that never sees a deletion says 0.
     */
    default int deletions(String run) {
        return 0;
    }

    /** A probe set, whole and checked; empty while parts of it are missing. */
    Optional<ProbeSet> probeSet(String fingerprint);

    /** The manifests of all runs, oldest first. */
    List<RunManifest> runs();

    /**
     * Completes when everything has been read that stands in the topics at the time of the call: what is unknown then had not
     * been written.
     */
    CompletionStage<Void> readThrough();
}
