package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import java.util.Optional;

/** Whether a part of a layer fits what its run's manifest and probe set say. */
final class Admission {
    private static final long MEBIBYTE = 1L << 20;
    private static final int MAX_SHOWN = 100;

    private final RunCatalog catalog;
    private final int maxLayerMebibytes;

    Admission(RunCatalog catalog, int maxLayerMebibytes) {
        this.catalog = catalog;
        this.maxLayerMebibytes = maxLayerMebibytes;
    }

    /** What is to be done with a part. */
    sealed interface Verdict {}

    /** It fits. */
    record Admitted(RunManifest manifest, ProbeSet probeSet) implements Verdict {}

    /** Its manifest or probe set is not there, or not yet. */
    record Unknown() implements Verdict {}

    /** Its run has been deleted. */
    record Deleted() implements Verdict {}

    /** It contradicts its manifest or probe set. */
    record Refused(String reason) implements Verdict {}

    Verdict judge(ActivationPart.Header header, int width) {
        Optional<RunManifest> manifest = catalog.manifest(header.run());
        if (manifest.isEmpty()) {
            return catalog.isDeleted(header.run()) ? new Deleted() : new Unknown();
        }
        if (header.attempt() > manifest.get().attempt()) {
            return new Unknown();
        }
        return judge(header, width, manifest.get());
    }

    private Verdict judge(ActivationPart.Header header, int width, RunManifest manifest) {
        if (!header.probeSet().equals(manifest.probeSet())) {
            return new Refused("probe set " + header.probeSet() + ": run '" + header.run() + "', attempt "
                    + manifest.attempt() + ", is probed with " + manifest.probeSet());
        }
        if (header.layer() >= manifest.layers().size()) {
            return new Refused("layer " + header.layer() + ": run '" + header.run() + "' has "
                    + manifest.layers().size() + " layers");
        }
        LayerInfo layer = manifest.layers().get(header.layer());
        if (!layer.name().equals(header.layerName())) {
            return new Refused("layer " + layer.index() + " named '" + shown(header.layerName()) + "': run '"
                    + header.run() + "' names it '" + layer.name() + "'");
        }
        if (layer.width() != width) {
            return new Refused("width " + width + ": layer " + layer.index() + " ('" + layer.name() + "') of run '"
                    + header.run() + "' has width " + layer.width());
        }
        if ((long) header.rows() * width * Float.BYTES > maxLayerMebibytes * MEBIBYTE
                || (long) header.rows() * width > Integer.MAX_VALUE - 8) {
            return new Refused("a layer of " + header.rows() + " rows of width " + width
                    + ": more than maxLayerMebibytes = " + maxLayerMebibytes);
        }
        Optional<ProbeSet> probeSet = catalog.probeSet(header.probeSet());
        if (probeSet.isEmpty()) {
            return new Unknown();
        }
        if (probeSet.get().rows() != header.rows()) {
            return new Refused(header.rows() + " rows: probe set " + header.probeSet() + " has "
                    + probeSet.get().rows());
        }
        return new Admitted(manifest, probeSet.get());
    }

    /** A name as a part gives it may be of any length. */
    private static String shown(String name) {
        return name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name;
    }
}
