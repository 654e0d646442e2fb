package io.ovoscope.collector.watch;

import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RunManifest;
import java.util.List;

/** All that a run's curves show, in a fixed order. */
final class RunFindings {
    private final List<Finder> finders;

    /** For the runs of one manifest. */
    RunFindings(RunManifest manifest, TestItems testItems, WatchSettings settings) {
        finders = List.of(
                new EmergenceFinder(manifest, testItems, settings.emergence()),
                new RegressionFinder(manifest, testItems, settings.regression(), new Verdicts()),
                new UnderPoweredFinder(
                        manifest, testItems, settings.regression().threshold()),
                new BrokenDataFinder(manifest, settings.brokenData()));
    }

    List<Finding> in(RunCurves curves) {
        return finders.stream().flatMap(finder -> finder.in(curves).stream()).toList();
    }
}
