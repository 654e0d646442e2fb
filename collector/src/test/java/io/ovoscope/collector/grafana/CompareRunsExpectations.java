package io.ovoscope.collector.grafana;

import static io.ovoscope.collector.grafana.BoardRun.SNAPSHOTS;
import static io.ovoscope.collector.grafana.BoardRun.TASKS;
import static io.ovoscope.collector.grafana.BoardRun.accuracy;

/** What the dashboard Compare runs asks for and gets, with one run, itself the base, and UPOS in layer 1. */
final class CompareRunsExpectations {
    private static final int UPOS = TASKS.indexOf("UPOS");

    private CompareRunsExpectations() {}

    static Expectations of() {
        Expectations all = new Expectations("compare-runs.json")
                .choose("run", Expected.RUN)
                .choose("base", Expected.RUN)
                .choose("level", "morphology")
                .choose("task", "UPOS")
                .choose("layer", "01");
        all.variable("run", Expected.series(1).contains("value", Expected.RUN))
                .variable("base", Expected.series(1).contains("value", Expected.RUN))
                .variable("task", Expected.series(1).values("value", "UPOS"))
                .variable("layer", Expected.series(1).values("value", "00", "01", "02", "03"));
        curves(all);
        tables(all);
        return all.annotation("Open regressions", Expected.series(1).rows(1).contains("severity", "critical"))
                .annotation("Past regressions", Expected.series(1).rows(1).contains("severity", "critical"));
    }

    private static void curves(Expectations all) {
        String first = accuracy(UPOS, 1, 0);
        String last = accuracy(UPOS, 1, SNAPSHOTS - 1);
        all.panel(
                        "Accuracy by step",
                        "A",
                        Expected.series(1)
                                .columns("time", "step", "accuracy", "run")
                                .rows(SNAPSHOTS)
                                .only("run", Expected.RUN)
                                .fromTo("accuracy", first, last))
                .panel(
                        "Best layer by step",
                        "A",
                        Expected.series(1)
                                .columns("time", "step", "best", "run")
                                .rows(SNAPSHOTS)
                                .fromTo("best", "1", "3"))
                .panel(
                        "$run − $base",
                        "A",
                        Expected.series(1)
                                .columns("time", "step", "accuracy", "lower", "upper")
                                .rows(SNAPSHOTS)
                                .fromTo("accuracy", first, last))
                .panel(
                        "$run − $base",
                        "B",
                        Expected.series(1)
                                .columns("time", "step", "base", "baseLower", "baseUpper")
                                .rows(SNAPSHOTS)
                                .fromTo("base", first, last))
                .panel(
                        "Accuracy by time",
                        "A",
                        Expected.series(1)
                                .tags("run", Expected.RUN)
                                .rows(SNAPSHOTS)
                                .fromTo("accuracy", first, last))
                .panel(
                        "Training loss by time",
                        "A",
                        Expected.series(1)
                                .tags("run", Expected.RUN)
                                .rows(SNAPSHOTS)
                                .fromTo("loss", "4", "3"));
    }

    private static void tables(Expectations all) {
        all.panel(
                        "Emergence, side by side",
                        "A",
                        Expected.series(1)
                                .columns("time", "by step", "task", "run")
                                .values("task", "UPOS")
                                .values("run", Expected.RUN)
                                .values("by step", "4"))
                .panel(
                        "Best accuracy now, side by side",
                        "A",
                        Expected.series(1)
                                .columns("time", "accuracy", "task", "run")
                                .values("task", "UPOS")
                                .values("run", Expected.RUN)
                                .values("accuracy", accuracy(UPOS, 3, SNAPSHOTS - 1)));
    }
}
