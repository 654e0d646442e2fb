package io.ovoscope.collector.watch;

import io.ovoscope.collector.significance.DropTest;
import io.ovoscope.collector.significance.McNemar;
import io.ovoscope.collector.watch.RegressionRule.CurveTest;
import io.ovoscope.collector.watch.RegressionRule.Incident;
import io.ovoscope.collector.watch.TestedRun.Point;
import io.ovoscope.collector.watch.TestedRun.TestedStep;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.KeptCheckpoint;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import java.time.Instant;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tasks a run has lost ground in, in order of confirmation; an incident keeps its id from its opening on. */
final class RegressionFinder implements Finder {
    private final RunManifest manifest;
    private final RegressionSettings settings;
    private final Verdicts verdicts;
    private final TestedRun tested;

    /**
     * For the runs of one manifest.
     *
     * @param testItems of the manifest's probe set
     * @param settings when it has lost something
     */
    RegressionFinder(RunManifest manifest, TestItems testItems, RegressionSettings settings, Verdicts verdicts) {
        this.manifest = manifest;
        this.settings = settings;
        this.verdicts = verdicts;
        this.tested = new TestedRun(manifest, testItems);
    }

    @Override
    public List<Finding> in(RunCurves curves) {
        List<TestedStep> steps = tested.of(curves);
        RegressionRule rule = new RegressionRule(settings);
        steps.forEach(step -> rule.next(step.step(), step.tests()));
        return rule.incidents().stream()
                .map(incident -> regression(incident, steps, curves))
                .toList();
    }

    private Finding regression(Incident incident, List<TestedStep> steps, RunCurves curves) {
        TaskInfo task = task(incident.task());
        TestedStep confirmed = at(incident.confirmedStep(), steps);
        Verdicts.Judgement judgement = verdicts.of(
                curves, manifest, task.name(), incident.lastGoodStep(), incident.confirmedStep(), incident.together());
        return new Regression(
                manifest.run(),
                confirmed.closed().attempt(),
                task.name(),
                task.level(),
                task.source(),
                incident.openedStep(),
                incident.confirmedStep(),
                confirmed.closed().takenAt(),
                incident.recoveredStep(),
                takenAt(incident.recoveredStep(), steps),
                incident.drops().stream()
                        .map(drop -> drop(drop, confirmed, curves))
                        .toList(),
                judgement.verdict(),
                judgement.reasons(),
                incident.stepP(),
                incident.stepAlpha(),
                incident.lastGoodStep(),
                checkpoint(curves, incident.lastGoodStep()));
    }

    private TaskInfo task(String name) {
        return manifest.tasks().stream()
                .filter(task -> task.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static TestedStep at(long step, List<TestedStep> steps) {
        return steps.stream().filter(known -> known.step() == step).findFirst().orElseThrow();
    }

    private static @Nullable Instant takenAt(@Nullable Long step, List<TestedStep> steps) {
        return step == null ? null : at(step, steps).closed().takenAt();
    }

    private @Nullable KeptCheckpoint checkpoint(RunCurves curves, long lastGoodStep) {
        return curves.checkpoints(manifest).stream()
                .filter(kept -> kept.step() <= lastGoodStep)
                .max(Comparator.comparing(KeptCheckpoint::step))
                .orElse(null);
    }

    private Regression.Drop drop(CurveTest drop, TestedStep confirmed, RunCurves curves) {
        Point now = confirmed.points().stream()
                .filter(point -> point.task().equals(drop.task()) && point.layer() == drop.layer())
                .findFirst()
                .orElseThrow();
        List<Long> reference = tested.reference(now, drop);
        Observation.Items items = now.observation().items();
        Observation.Items before = curves.at(drop.task(), drop.layer(), reference.get(reference.size() - 1))
                .map(Observation::items)
                .orElse(null);
        int lost = items == null || before == null ? 0 : onlyIn(before, items);
        int gained = items == null || before == null ? 0 : onlyIn(items, before);
        DropTest test = drop.test();
        return new Regression.Drop(
                drop.layer(),
                manifest.layers().get(drop.layer()).name(),
                reference,
                test.reference(),
                test.accuracy(),
                test.drop(),
                test.lower(),
                test.upper(),
                test.p(),
                items == null ? null : McNemar.p(lost, gained),
                lost,
                gained,
                TestedCurve.number(now.observation()));
    }

    /** Items right there and wrong here. */
    private static int onlyIn(Observation.Items there, Observation.Items here) {
        BitSet only = there.outcomes().correct();
        only.andNot(here.outcomes().correct());
        return only.cardinality();
    }
}
