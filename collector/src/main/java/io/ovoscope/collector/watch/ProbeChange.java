package io.ovoscope.collector.watch;

import io.ovoscope.wire.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Something about the probe, not the model, that differs between two points of a curve.
 *
 * @param kind what differs
 * @param detail from what to what, a clause
 */
record ProbeChange(Kind kind, String detail) {
    /** What differs, in the order in which it is told. */
    enum Kind {
        PROBE_SET("the probe set"),
        ENCODER("the encoder"),
        PRECISION("the precision of the activations"),
        CONVERGENCE("the probe's convergence"),
        SETTINGS("the probe's settings");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        /** Whether the rows themselves are others then, so that nothing computed from them can be compared. */
        boolean isOfTheRows() {
            return this == PROBE_SET || this == ENCODER;
        }
    }

    /** What changed from the good point to the bad one; nothing where it is not known how they came about. */
    static List<ProbeChange> between(Observation good, Observation bad) {
        List<ProbeChange> changes = new ArrayList<>();
        Provenance before = good.provenance();
        Provenance now = bad.provenance();
        if (before != null && now != null) {
            rows(before, now, changes);
        }
        if (changes.stream().noneMatch(change -> change.kind() == Kind.PROBE_SET)
                && good.items() != null
                && bad.items() != null
                && !good.items().set().equals(bad.items().set())) {
            changes.add(new ProbeChange(
                    Kind.PROBE_SET,
                    "other test items (" + bad.items().n() + ", before "
                            + good.items().n() + ")"));
        }
        if (before != null && now != null) {
            convergence(good, bad, before, now, changes);
            settings(before, now, changes);
        }
        return changes;
    }

    private static void rows(Provenance before, Provenance now, List<ProbeChange> changes) {
        if (!before.probeSet().equals(now.probeSet())) {
            changes.add(
                    new ProbeChange(Kind.PROBE_SET, brief(now.probeSet()) + ", before " + brief(before.probeSet())));
        }
        if (before.encoder() != null
                && now.encoder() != null
                && !before.encoder().equals(now.encoder())) {
            changes.add(new ProbeChange(
                    Kind.ENCODER,
                    "encoder and pooling of fingerprint " + now.encoder() + ", before " + before.encoder()));
        }
        if (before.precision() != null && now.precision() != null && before.precision() != now.precision()) {
            changes.add(new ProbeChange(Kind.PRECISION, now.precision() + ", before " + before.precision()));
        }
    }

    private static void convergence(
            Observation good, Observation bad, Provenance before, Provenance now, List<ProbeChange> changes) {
        if (before.converged() != now.converged()) {
            changes.add(new ProbeChange(Kind.CONVERGENCE, optimiser(bad, now) + ", but " + optimiser(good, before)));
        }
    }

    private static String optimiser(Observation point, Provenance how) {
        return String.format(
                Locale.ROOT,
                "at step %d it %s after %d iterations (gradient %.1e)",
                point.step(),
                how.converged() ? "had converged" : "stopped unconverged",
                how.iterations(),
                how.gradientNorm());
    }

    private static void settings(Provenance before, Provenance now, List<ProbeChange> changes) {
        List<String> differ = new ArrayList<>();
        differs("features", before.features(), now.features(), differ);
        differs("l2", before.l2(), now.l2(), differ);
        if (before.tolerance() != null && now.tolerance() != null) {
            differs("tolerance", before.tolerance(), now.tolerance(), differ);
        }
        if (before.maxIterations() != null && now.maxIterations() != null) {
            differs("maxIterations", before.maxIterations(), now.maxIterations(), differ);
        }
        differs("seed", before.seed(), now.seed(), differ);
        differs("collectorVersion", before.collectorVersion(), now.collectorVersion(), differ);
        if (!differ.isEmpty()) {
            changes.add(new ProbeChange(Kind.SETTINGS, String.join("; ", differ)));
        }
    }

    private static void differs(String name, Object before, Object now, List<String> differ) {
        if (!Objects.equals(before, now)) {
            differ.add(name + " " + now + ", before " + before);
        }
    }

    private static String brief(String fingerprint) {
        return fingerprint.length() > 12 ? fingerprint.substring(0, 12) : fingerprint;
    }
}
