package io.ovoscope.launcher.bench.findings;

import io.ovoscope.collector.watch.CurveWatch;
import io.ovoscope.collector.watch.WatchSettings;
import io.ovoscope.launcher.bench.findings.FindingsResult.CostLine;
import io.ovoscope.launcher.bench.findings.SimulatedText.TaskSize;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What watching one snapshot more costs, on one thread, in a run of 13 layers and 20 tasks of 10,000 items. */
final class WatchCost {
    private static final int LAYERS = 13;
    private static final int TASKS = 20;
    private static final int ITEMS = 10_000;
    private static final double NANOS = 1e9;

    private final WatchSettings settings;
    private final PlateauModel model;

    WatchCost(WatchSettings settings, PlateauModel model) {
        this.settings = settings;
        this.model = model;
    }

    /** Of the last snapshot of runs of this length. */
    CostLine at(int snapshots) {
        List<TaskSize> sizes = IntStream.range(0, TASKS)
                .mapToObj(task -> new TaskSize("Task" + task, Level.SYNTAX, LabelSource.GOLD, ITEMS))
                .toList();
        SimulatedText text = SimulatedText.of(sizes, 1);
        Story story = (task, layer, snapshot) -> 0.3 + 0.4 * Math.min(1, snapshot / 20.0);
        SimulatedRun run = new SimulatedRun(text, model, LAYERS, story, 1);
        List<CurveWatch> watches = new ArrayList<>(List.of(
                CurveWatch.forRegressions(run.manifest(), text.probeSet(), settings),
                CurveWatch.forEmergence(run.manifest(), text.probeSet(), settings)));
        double[] seconds = new double[watches.size()];
        for (int snapshot = 0; snapshot < snapshots; snapshot++) {
            List<CurveRecord> records = run.next();
            boolean looked = snapshot >= snapshots - 3;
            for (int w = 0; w < watches.size(); w++) {
                CurveWatch watch = watches.get(w);
                records.forEach(record -> watch.put(record, SimulatedRun.START));
                seconds[w] = looked ? seconds(watch::findings) : 0;
            }
        }
        return new CostLine(LAYERS, TASKS, ITEMS, snapshots, seconds[0], seconds[1]);
    }

    private static double seconds(Supplier<?> work) {
        long begun = System.nanoTime();
        Object result = work.get();
        double taken = (System.nanoTime() - begun) / NANOS;
        return result == null ? Double.NaN : taken;
    }
}
