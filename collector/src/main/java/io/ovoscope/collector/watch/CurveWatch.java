package io.ovoscope.collector.watch;

import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RunManifest;
import java.time.Instant;
import java.util.List;

/** Watches the curves of one run that are put in: what the watch stage finds, without topics. Not thread-safe. */
public final class CurveWatch {
    private final RunCurves curves = new RunCurves();
    private final List<Finder> finders;

    private CurveWatch(List<Finder> finders) {
        this.finders = finders;
    }

    /** Watches for regressions only. */
    public static CurveWatch forRegressions(RunManifest manifest, ProbeSet probeSet, WatchSettings settings) {
        return new CurveWatch(List.of(
                new RegressionFinder(manifest, new TestItems(probeSet), settings.regression(), new Verdicts())));
    }

    /** Watches for emergence only. */
    public static CurveWatch forEmergence(RunManifest manifest, ProbeSet probeSet, WatchSettings settings) {
        return new CurveWatch(List.of(new EmergenceFinder(manifest, new TestItems(probeSet), settings.emergence())));
    }

    /**
     * The sentence of each of a task's test items, in the order in which points hold them, by its number in the probe set; an altered
     * sentence counts as its original. Empty for a task that the probe set lacks, or whose results are no labelled items.
     */
    public static int[] sentencesOfItems(ProbeSet probeSet, String task) {
        return TestItems.sentences(probeSet, task);
    }

    /** Takes a record of the curves topic, in any order. */
    public void put(CurveRecord record, Instant writtenAt) {
        curves.put(record, writtenAt);
    }

    /** What all that was put in shows. */
    public List<Finding> findings() {
        return finders.stream().flatMap(finder -> finder.in(curves).stream()).toList();
    }
}
