package io.ovoscope.launcher.bench.findings;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.Provenance;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.TaskInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A run of which every point is drawn from what is true of it, as the records that a collector would find in its topics. */
final class SimulatedRun implements Told.Snapshots {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NAME = "simulated";
    private static final int STEPS_APART = 100;
    private static final int SECONDS_APART = 60;
    private static final double UNTRAINED = 0.3;

    private final SimulatedText text;
    private final Story story;
    private final SplittableRandom random;
    private final int layers;
    private final List<SimulatedItems> items = new ArrayList<>();
    private int snapshot;

    SimulatedRun(SimulatedText text, PlateauModel model, int layers, Story story, long seed) {
        this.text = text;
        this.story = story;
        this.layers = layers;
        this.random = new SplittableRandom(seed);
        for (int size : text.items()) {
            items.add(new SimulatedItems(model, text, size, layers, random.split()));
        }
    }

    RunManifest manifest() {
        return manifest(NAME, layers, text.probeSet(), text.tasks());
    }

    static RunManifest manifest(String run, int layers, ProbeSet probeSet, List<TaskInfo> tasks) {
        return new RunManifest(
                run,
                1,
                0,
                START,
                "simulated",
                1,
                IntStream.range(0, layers)
                        .mapToObj(layer -> new LayerInfo(layer, "layer" + layer, 64))
                        .toList(),
                probeSet.fingerprint(),
                tasks,
                List.of(),
                "every " + STEPS_APART,
                "none",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "simulated");
    }

    /** Updates applied at a snapshot. */
    static long step(int snapshot) {
        return (long) snapshot * STEPS_APART;
    }

    static int snapshotOf(long step) {
        return Math.toIntExact(step / STEPS_APART);
    }

    /** The records of the next snapshot, its closing last. */
    @Override
    public List<CurveRecord> next() {
        List<CurveRecord> records = new ArrayList<>();
        for (int task = 0; task < items.size(); task++) {
            if (snapshot > 0) {
                items.get(task).move();
            }
            for (int layer = 0; layer < layers; layer++) {
                records.add(point(task, layer));
            }
        }
        for (int layer = 0; layer < layers; layer++) {
            records.add(geometry(
                    GeometryTasks.CKA_PREVIOUS, layer, story.around(snapshot).ckaPrevious()));
            records.add(geometry(
                    GeometryTasks.EFFECTIVE_RANK, layer, story.around(snapshot).effectiveRank()));
        }
        int points = items.size() * layers;
        records.add(new StepClosed(NAME, 1, step(snapshot), at(), points, points, false));
        snapshot++;
        return records;
    }

    private Instant at() {
        return START.plusSeconds((long) snapshot * SECONDS_APART);
    }

    private CurvePoint point(int task, int layer) {
        int n = text.items().get(task);
        double truth = story.accuracy(task, layer, snapshot);
        BitSet right = items.get(task).right(layer, truth);
        Figures figures = new Figures(Map.of(
                Figure.ACCURACY,
                right.cardinality() / (double) n,
                Figure.N,
                (double) n,
                Figure.UNTRAINED,
                UNTRAINED,
                Figure.CONTROL,
                UNTRAINED));
        return record(text.tasks().get(task), layer, new Evidence.Items("test", n, right, null), figures, provenance());
    }

    private Provenance provenance() {
        Story.Surroundings around = story.around(snapshot);
        return new Provenance(
                text.probeSet().fingerprint(),
                "whitened",
                around.l2(),
                around.converged() ? 40 : 500,
                around.converged() ? 1e-6 : 1e-3,
                around.converged(),
                snapshot > 0,
                1,
                "simulated");
    }

    private CurvePoint geometry(TaskInfo curve, int layer, double value) {
        double jittered = value * (1 + 0.002 * (random.nextDouble() - 0.5));
        double kept = curve.equals(GeometryTasks.CKA_PREVIOUS) ? Math.min(1, jittered) : jittered;
        return record(
                curve, layer, new Evidence.Scalar(kept, List.of()), new Figures(Map.of(Figure.VALUE, kept)), null);
    }

    private CurvePoint record(
            TaskInfo task,
            int layer,
            Evidence evidence,
            Figures figures,
            @org.jspecify.annotations.Nullable Provenance provenance) {
        return new CurvePoint(
                NAME,
                1,
                task.name(),
                task.level(),
                task.source(),
                layer,
                "layer" + layer,
                step(snapshot),
                at(),
                story.around(snapshot).loss(),
                Baseline.UNTRAINED,
                evidence,
                figures,
                provenance,
                false,
                List.of());
    }
}
