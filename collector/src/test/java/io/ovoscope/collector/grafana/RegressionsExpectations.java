package io.ovoscope.collector.grafana;

import static io.ovoscope.collector.grafana.BoardRun.SNAPSHOTS;

/** What the dashboard Regressions asks for and gets: an open regression of UPOS in two layers, broken data open and ended. */
final class RegressionsExpectations {
    private RegressionsExpectations() {}

    static Expectations of() {
        Expectations all = new Expectations("regressions.json").choose("run", Expected.RUN);
        all.variable("run", Expected.series(1).contains("value", Expected.RUN))
                .variable("task", Expected.series(1).contains("value", "UPOS"))
                .variable("layer", Expected.series(1).values("value", "00", "01", "02", "03"));
        all.panel("Open regressions", "A", Expected.series(1).values("sum", "1"))
                .panel("Open: broken data", "A", Expected.series(1).values("sum", "1"));
        tables(all);
        return all.panel(
                        "Accuracy in the best layer",
                        "A",
                        Expected.series(BoardRun.TASKS.size()).rows(BoardRun.TASKS.size() * SNAPSHOTS))
                .annotation("Open regressions", Expected.series(1).rows(1).contains("severity", "critical"))
                .annotation("Past regressions", Expected.series(1).rows(1).contains("severity", "critical"))
                .annotation("Open: broken data", Expected.series(1).rows(1))
                .annotation("Past: broken data", Expected.series(1).rows(1));
    }

    private static void tables(Expectations all) {
        all.panel(
                        "Open findings",
                        "A",
                        Expected.series(1)
                                .columns(
                                        "time",
                                        "title",
                                        "severity",
                                        "verdict",
                                        "step",
                                        "last good",
                                        "checkpoint",
                                        "text")
                                .rows(2)
                                .values("last good", "128")
                                .values("checkpoint", "/runs/demo/64.zip"))
                .panel(
                        "Drops, task × layer",
                        "A",
                        Expected.series(1)
                                .columns("time", "drop", "task", "layer")
                                .valuesInAnyOrder("drop", "0.125", "0.0101")
                                .valuesInAnyOrder("layer", "01", "02")
                                .only("task", "UPOS"))
                .panel(
                        "Evidence",
                        "A",
                        Expected.series(1)
                                .rows(3)
                                .contains("p", "1.0E-9")
                                .only("n", "10000")
                                .valuesInAnyOrder("open", "0", "1", "1"))
                .panel(
                        "Last good checkpoint",
                        "A",
                        Expected.series(1)
                                .only("task", "UPOS")
                                .valuesInAnyOrder("last good", "8", "128")
                                .values("checkpoint at", "64"))
                .panel("Past findings", "A", Expected.series(1).valuesInAnyOrder("ended", "64", "256"))
                .panel("Tasks with too few items", "A", Expected.series(1).values("task", "UPOS"));
    }
}
