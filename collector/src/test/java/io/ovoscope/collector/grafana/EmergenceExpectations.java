package io.ovoscope.collector.grafana;

import static io.ovoscope.collector.grafana.BoardRun.LAYERS;
import static io.ovoscope.collector.grafana.BoardRun.SNAPSHOTS;
import static io.ovoscope.collector.grafana.BoardRun.TASKS;
import static io.ovoscope.collector.grafana.BoardRun.accuracy;

/** What the dashboard Emergence asks for and gets, with DepRel as the task and layer 2 in detail. */
final class EmergenceExpectations {
    private static final int DEPREL = TASKS.indexOf("DepRel");
    private static final String[] LAYER_TAGS = {"00", "01", "02", "03"};
    private static final int DETAIL = 2;

    private EmergenceExpectations() {}

    static Expectations of() {
        Expectations all = new Expectations("emergence.json")
                .choose("run", Expected.RUN)
                .choose("task", "DepRel")
                .choose("level", "syntax")
                .choose("detail", "02")
                .choose("geometry", "EffectiveRank");
        variables(all);
        overview(all);
        task(all);
        detail(all);
        bySteps(all);
        beyond(all);
        return all.annotation("Open regressions", Expected.series(0))
                .annotation("Past regressions", Expected.series(0))
                .annotation(
                        "Open: broken data",
                        Expected.series(1)
                                .columns("time", "title", "text", "severity")
                                .rows(1))
                .annotation(
                        "Past: broken data",
                        Expected.series(1)
                                .columns("time", "title", "text", "severity", "timeEnd")
                                .rows(1))
                .annotation("Emergence", Expected.series(1).rows(2))
                .annotation("Above the floor", Expected.series(0));
    }

    private static void variables(Expectations all) {
        all.variable("run", Expected.series(1).contains("value", Expected.RUN).check((answer, run) -> {
                    if (answer.rows() != BoardsIT.TWINS.size() + 2) {
                        throw new AssertionError(answer.column("value") + ": expecting every run once");
                    }
                }))
                .variable("task", Expected.series(1).values("value", "DepRel", "TreeDepth"))
                .variable("layer", Expected.series(1).values("value", LAYER_TAGS))
                .variable("detail", Expected.series(1).values("value", LAYER_TAGS))
                .variable("geometry", Expected.series(1).values("value", "EffectiveRank"));
    }

    private static void overview(Expectations all) {
        int by = BoardFindings.emerged(DEPREL, -1);
        String after = step(by - 1);
        String step = step(by);
        all.panel("Newest snapshot", "A", Expected.series(1).values("last", "512"))
                .panel("Points missing", "A", Expected.series(1).values("missing", "0"))
                .panel(
                        "When tasks emerged",
                        "A",
                        Expected.series(1)
                                .tags("task", "DepRel")
                                .columns(
                                        "time",
                                        "by step",
                                        "after step",
                                        "first",
                                        "best",
                                        "gain at least",
                                        "95% after",
                                        "95% by",
                                        "level")
                                .values("after step", after)
                                .values("by step", step)
                                .values("level", "syntax"))
                .panel(
                        "Emergence · $level",
                        "A",
                        Expected.series(1).columns("time", "step", "best").values("step", step(by - 2)))
                .panel("Emergence · $level", "B", Expected.series(1).values("step", after))
                .panel(
                        "Emergence · $level",
                        "C",
                        Expected.series(1).values("step", step).values("best", "0.75"))
                .panel("Emergence · $level", "D", Expected.series(1).values("step", step(by + 1)));
    }

    private static String step(int snapshot) {
        return Long.toString(BoardRun.STEPS.get(snapshot));
    }

    private static void task(Expectations all) {
        String first = accuracy(DEPREL, 0, 0);
        String last = accuracy(DEPREL, 0, SNAPSHOTS - 1);
        all.panel(
                        "Accuracy by layer",
                        "A",
                        Expected.series(LAYERS)
                                .tags("layer", LAYER_TAGS)
                                .columns("time", "accuracy")
                                .rows(LAYERS * SNAPSHOTS)
                                .fromTo("accuracy", first, last))
                .panel("Accuracy by layer", "B", floor("majority", "0.125"))
                .panel("Accuracy by layer", "C", floor("lexicon", "0.3125"))
                .panel("Accuracy by layer", "D", Expected.series(0))
                .panel("Accuracy by layer", "E", Expected.series(0))
                .panel("Accuracy by layer", "F", floor("linearDistance", "0.21875"));
        for (String panel : new String[] {"Accuracy by layer, by step", "Accuracy, layer × step"}) {
            all.panel(
                    panel,
                    "A",
                    Expected.series(1)
                            .columns("time", "step", "accuracy", "layer")
                            .rows(LAYERS * SNAPSHOTS)
                            .fromTo("step", "0", "512")
                            .only("layer", LAYER_TAGS));
        }
        all.panel(
                        "Accuracy, layer × time",
                        "A",
                        Expected.series(LAYERS).tags("layer", LAYER_TAGS).fromTo("last", first, last))
                .panel(
                        "Best layer",
                        "A",
                        Expected.series(1)
                                .columns("time", "best layer", "lower end", "upper end", "centre of gravity")
                                .rows(SNAPSHOTS)
                                .fromTo("best layer", "1", "3")
                                .fromTo("lower end", "0", "2")
                                .fromTo("upper end", "2", "3"));
    }

    private static void detail(Expectations all) {
        all.panel(
                        "Layer $detail in detail",
                        "A",
                        Expected.series(1)
                                .columns("time", "accuracy", "lower", "upper")
                                .rows(SNAPSHOTS)
                                .fromTo(
                                        "accuracy",
                                        accuracy(DEPREL, DETAIL, 0),
                                        accuracy(DEPREL, DETAIL, SNAPSHOTS - 1))
                                .fromTo("lower", "0.203", "0.703")
                                .fromTo("upper", "0.243", "0.743"))
                .panel("Layer $detail in detail", "B", floor("untrained", "0.223"))
                .panel("Layer $detail in detail", "C", floor("control", "0.1875"))
                .panel("Layer $detail in detail", "D", floor("majority", "0.125"))
                .panel("Layer $detail in detail", "E", floor("lexicon", "0.3125"));
    }

    private static void bySteps(Expectations all) {
        String detail = "Layer $detail in detail, by step";
        all.panel(
                        "Best layer, by step",
                        "A",
                        Expected.series(1)
                                .columns("time", "step", "best layer", "lower end", "upper end")
                                .rows(SNAPSHOTS)
                                .fromTo("step", "0", "512")
                                .fromTo("best layer", "1", "3"))
                .panel(
                        detail,
                        "A",
                        Expected.series(1)
                                .columns("time", "step", "accuracy", "lower", "upper")
                                .rows(SNAPSHOTS)
                                .fromTo("step", "0", "512")
                                .fromTo("lower", "0.203", "0.703"))
                .panel(detail, "B", floorByStep("untrained model", "0.223"))
                .panel(detail, "C", floorByStep("control task", "0.1875"))
                .panel(detail, "D", floorByStep("majority", "0.125"))
                .panel(detail, "E", floorByStep("lexicon", "0.3125"));
    }

    private static Expected floorByStep(String floor, String value) {
        return Expected.series(1)
                .columns("time", "step", "floor: " + floor)
                .rows(SNAPSHOTS)
                .only("floor: " + floor, value);
    }

    private static void beyond(Expectations all) {
        int costly = (SNAPSHOTS + 3) / 4;
        all.panel("Syntax trees: root found", "A", Expected.series(0))
                .panel("Syntax trees: rank correlation", "C", Expected.series(0));
        all.panel("On words never seen", "A", everyLayer("unseenAccuracy", SNAPSHOTS))
                .panel("Gained over the embedding", "A", everyLayer("conditional", costly))
                .panel("Syntax trees: rank correlation", "A", everyLayer("spearman", SNAPSHOTS))
                .panel("Syntax trees: rank correlation", "B", floor("linearSpearman", "0.28125"))
                .panel("Description length: compression", "A", everyLayer("compression", costly))
                .panel(
                        "$geometry",
                        "A",
                        Expected.series(LAYERS).tags("layer", LAYER_TAGS).fromTo("value", "32", "22"));
    }

    private static Expected floor(String field, String value) {
        return Expected.series(1).columns("time", field).rows(SNAPSHOTS).only(field, value);
    }

    private static Expected everyLayer(String field, int snapshots) {
        return Expected.series(LAYERS)
                .tags("layer", LAYER_TAGS)
                .columns("time", field)
                .rows(LAYERS * snapshots);
    }
}
