package io.ovoscope.collector.watch;

import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Provenance;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a whole snapshot. Snapshots are to be asked about in order of steps, the first of the run first. */
final class RunFaults {
    private static final int BRIEF = 12;

    private final RunCurves curves;
    private final RunManifest manifest;
    private final boolean replayedToo;
    /** Of each task. */
    private final Map<String, String> firstItemSets = new HashMap<>();

    private @Nullable String firstProbeSet;

    /**
     * For one look at the curves.
     *
     * @param replayedToo whether checkpoints examined afterwards count
     */
    RunFaults(RunCurves curves, RunManifest manifest, boolean replayedToo) {
        this.curves = curves;
        this.manifest = manifest;
        this.replayedToo = replayedToo;
    }

    /** Whether the loss is NaN or infinite; empty where none is given. */
    Optional<LayerFaults.Condition> loss(ClosedSnapshot snapshot) {
        RunCurves.ClosedStep closed = snapshot.closed();
        if (closed.lossNotFinite()) {
            return LayerFaults.Condition.broken("The training loss is NaN or infinite.");
        }
        return closed.loss() == null ? Optional.empty() : LayerFaults.Condition.WHOLE;
    }

    /** Whether some layers did not come, or not whole, although waiting for them is over. */
    Optional<LayerFaults.Condition> layers(ClosedSnapshot snapshot) {
        List<String> missing = new ArrayList<>();
        boolean measured = false;
        for (LayerInfo layer : manifest.layers()) {
            measured |= curves.at(GeometryTasks.EFFECTIVE_RANK.name(), layer.index(), snapshot.step())
                    .isPresent();
            missing(layer, snapshot).ifPresent(missing::add);
        }
        if (missing.isEmpty()) {
            return LayerFaults.Condition.WHOLE;
        }
        // Curves made elsewhere have the points that they have.
        return measured
                ? LayerFaults.Condition.broken(missing.size() + " of "
                        + manifest.layers().size() + " layers are missing: " + String.join("; ", missing) + ".")
                : Optional.empty();
    }

    private Optional<String> missing(LayerInfo layer, ClosedSnapshot snapshot) {
        Evidence.Missing why = curves.at(GeometryTasks.EFFECTIVE_RANK.name(), layer.index(), snapshot.step())
                .filter(there -> there.attempt() == snapshot.attempt())
                .map(Observation::missing)
                .orElse(null);
        if (why != null && why.reason() == Evidence.Reason.INCOMPLETE) {
            return Optional.of(name(layer) + why.detail());
        }
        if (!snapshot.closed().closing().expired()) {
            return Optional.empty();
        }
        long present = manifest.tasks().stream()
                .map(task -> curves.at(task.name(), layer.index(), snapshot.step()))
                .flatMap(Optional::stream)
                .filter(there -> there.attempt() == snapshot.attempt())
                .count();
        int tasks = manifest.tasks().size();
        return present == tasks ? Optional.empty() : Optional.of(name(layer) + present + " of " + tasks + " points");
    }

    private static String name(LayerInfo layer) {
        return "layer " + layer.index() + " (" + layer.name() + "), ";
    }

    /**
     * Whether probe set or test items are those of the run's first points. Every task is looked at in one layer and every layer in
     * one task: a snapshot has one probe set.
     */
    Optional<LayerFaults.Condition> probeSet(ClosedSnapshot snapshot) {
        List<String> changes = new ArrayList<>();
        boolean told = false;
        for (TaskInfo task : manifest.tasks()) {
            boolean looked = false;
            for (LayerInfo layer : manifest.layers()) {
                boolean first = task.equals(manifest.tasks().get(0));
                Optional<Observation> point = looked && !first
                        ? Optional.empty()
                        : curves.at(task.name(), layer.index(), snapshot.step())
                                .filter(there ->
                                        there.attempt() == snapshot.attempt() && (replayedToo || !there.replayed()));
                if (point.isPresent()
                        && (point.get().items() != null || point.get().provenance() != null)) {
                    looked = true;
                    told = true;
                    change(task, layer, point.get()).ifPresent(changes::add);
                }
            }
        }
        if (changes.isEmpty()) {
            return told ? LayerFaults.Condition.WHOLE : Optional.empty();
        }
        return LayerFaults.Condition.broken(
                "The probe set is another than at the run's beginning: " + changes.get(0) + ".");
    }

    private Optional<String> change(TaskInfo task, LayerInfo layer, Observation point) {
        Provenance how = point.provenance();
        if (how != null) {
            firstProbeSet = firstProbeSet == null ? how.probeSet() : firstProbeSet;
            if (!how.probeSet().equals(firstProbeSet)) {
                return Optional.of(brief(how.probeSet()) + " instead of " + brief(firstProbeSet));
            }
        }
        Observation.Items items = point.items();
        String first = items == null ? null : firstItemSets.putIfAbsent(task.name(), items.set());
        return items == null || first == null || first.equals(items.set())
                ? Optional.empty()
                : Optional.of("other test items of " + task.name() + " in layer " + layer.index() + ", " + items.n()
                        + " of them");
    }

    private static String brief(String fingerprint) {
        return fingerprint.substring(0, Math.min(BRIEF, fingerprint.length()));
    }
}
