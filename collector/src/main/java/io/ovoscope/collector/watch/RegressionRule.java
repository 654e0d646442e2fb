package io.ovoscope.collector.watch;

import io.ovoscope.collector.significance.DropTest;
import io.ovoscope.collector.significance.LordPlusPlus;
import io.ovoscope.collector.significance.ManyTests;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When the tests of a run's curves, step after step, add up to an incident: pure, and a function of the steps so far.
 *
 * <p>One Simes p-value per step over its tests enters LORD++; only where that rejects, Benjamini and Hochberg at the step's level say
 * which curves have fallen; those whose drop is below the threshold are left out. A task with a curve that has fallen for so many
 * snapshots in a row as persistence asks for opens an incident. While it is open, its task is not among the step's tests: what is known
 * already would lend its significance to the other tasks' curves.
 */
public final class RegressionRule {
    private final RegressionSettings settings;
    private final LordPlusPlus levels;
    private final Map<String, OpenIncident> open = new TreeMap<>();
    private final List<Incident> closed = new ArrayList<>();
    private final Map<Curve, Fall> falling = new TreeMap<>();
    private @Nullable Long stepBefore;
    private int snapshots;

    /** Of a run's first step. */
    public RegressionRule(RegressionSettings settings) {
        this.settings = settings;
        this.levels = new LordPlusPlus(settings.alpha());
    }

    /** A curve at a step, beside the best that it was. */
    public record CurveTest(String task, int layer, DropTest test) {
        private Curve curve() {
            return new Curve(task, layer);
        }
    }

    /**
     * A task that has lost ground.
     *
     * @param openedStep the first snapshot of the drop
     * @param confirmedStep the one at which it had persisted
     * @param recoveredStep the one at which it had recovered; null while it goes on
     * @param lastGoodStep the one before {@code openedStep}
     * @param drops the curves that had fallen at {@code confirmedStep}, the largest drop first
     * @param stepP Simes's p-value of {@code confirmedStep}
     * @param stepAlpha the level that LORD++ allowed it
     * @param together the tasks with a curve that had fallen then, and those with an incident about as old
     */
    public record Incident(
            String task,
            long openedStep,
            long confirmedStep,
            @Nullable Long recoveredStep,
            long lastGoodStep,
            List<CurveTest> drops,
            double stepP,
            double stepAlpha,
            Set<String> together) {
        public Incident {
            drops = List.copyOf(drops);
            together = Set.copyOf(together);
        }

        private Incident recoveredAt(long step) {
            return new Incident(task, openedStep, confirmedStep, step, lastGoodStep, drops, stepP, stepAlpha, together);
        }
    }

    private record Curve(String task, int layer) implements Comparable<Curve> {
        @Override
        public int compareTo(Curve other) {
            return Comparator.comparing(Curve::task).thenComparing(Curve::layer).compare(this, other);
        }
    }

    /** A curve that has fallen at so many snapshots in a row. */
    private record Fall(int snapshots, long since, long lastGood) {}

    /**
     * An incident that goes on.
     *
     * @param confirmed number of the snapshot at which it was confirmed
     * @param well snapshots in a row at which the task was well again
     */
    private record OpenIncident(Incident incident, int confirmed, int well) {}

    /** What the step's tests say together. */
    private record Verdict(double p, double level, List<CurveTest> fallen) {}

    /**
     * Takes the next step, also one without tests.
     *
     * @param tests of every curve that can be compared with what it was
     */
    public void next(long step, List<CurveTest> tests) {
        snapshots++;
        List<CurveTest> candidates =
                tests.stream().filter(test -> !open.containsKey(test.task())).toList();
        Verdict verdict = verdict(candidates);
        follow(step, candidates, verdict.fallen());
        recover(step, tests);
        confirm(step, verdict);
        stepBefore = step;
    }

    /** All incidents, in order of their confirmation, then of their tasks. */
    public List<Incident> incidents() {
        return Stream.concat(closed.stream(), open.values().stream().map(OpenIncident::incident))
                .sorted(Comparator.comparing(Incident::confirmedStep).thenComparing(Incident::task))
                .toList();
    }

    private Verdict verdict(List<CurveTest> candidates) {
        if (candidates.isEmpty()) {
            return new Verdict(1, levels.level(), List.of());
        }
        double[] ps = ps(candidates);
        double p = ManyTests.simes(ps);
        double level = levels.level();
        List<CurveTest> fallen = new ArrayList<>();
        if (levels.rejects(p)) {
            BitSet rejected = ManyTests.benjaminiHochberg(ps, level);
            rejected.stream()
                    .mapToObj(candidates::get)
                    .filter(test -> test.test().drop() >= settings.threshold())
                    .forEach(fallen::add);
        }
        return new Verdict(p, level, fallen);
    }

    private static double[] ps(Collection<CurveTest> tests) {
        return tests.stream().mapToDouble(test -> test.test().p()).toArray();
    }

    /** A curve that was not tested stays as it was. */
    private void follow(long step, List<CurveTest> tested, List<CurveTest> fallen) {
        Set<Curve> down = new TreeSet<>();
        fallen.forEach(test -> down.add(test.curve()));
        tested.stream()
                .map(CurveTest::curve)
                .filter(curve -> !down.contains(curve))
                .forEach(falling::remove);
        long before = stepBefore == null ? step : stepBefore;
        down.forEach(curve -> falling.merge(
                curve,
                new Fall(1, step, before),
                (earlier, now) -> new Fall(earlier.snapshots() + 1, earlier.since(), earlier.lastGood())));
    }

    private void recover(long step, List<CurveTest> tests) {
        for (OpenIncident incident : List.copyOf(open.values())) {
            String task = incident.incident().task();
            Set<Curve> dropped = new TreeSet<>();
            incident.incident().drops().forEach(drop -> dropped.add(drop.curve()));
            List<CurveTest> now = tests.stream()
                    .filter(test -> dropped.contains(test.curve()))
                    .toList();
            if (!now.isEmpty()) {
                int well = isWell(now) ? incident.well() + 1 : 0;
                open.put(task, new OpenIncident(incident.incident(), incident.confirmed(), well));
                if (well >= settings.persistence()) {
                    closed.add(incident.incident().recoveredAt(step));
                    open.remove(task);
                }
            }
        }
    }

    /** No curve is clearly below what it was by more than half the threshold, which keeps one at the threshold from opening again. */
    private boolean isWell(List<CurveTest> dropped) {
        double[] ps = dropped.stream()
                .mapToDouble(drop -> drop.test().drop() <= settings.threshold() / 2
                        ? 1
                        : drop.test().p())
                .toArray();
        return ManyTests.simes(ps) > settings.alpha();
    }

    private void confirm(long step, Verdict verdict) {
        Map<String, Fall> lasting = new TreeMap<>();
        falling.forEach((curve, fall) -> {
            if (fall.snapshots() >= settings.persistence()) {
                lasting.merge(curve.task(), fall, (a, b) -> a.since() <= b.since() ? a : b);
            }
        });
        Set<String> together = together(verdict.fallen());
        lasting.forEach((task, fall) -> {
            List<CurveTest> drops = verdict.fallen().stream()
                    .filter(test -> test.task().equals(task))
                    .sorted(Comparator.comparing(
                                    (CurveTest test) -> -test.test().drop())
                            .thenComparing(CurveTest::layer))
                    .toList();
            if (!drops.isEmpty()) {
                Incident incident = new Incident(
                        task, fall.since(), step, null, fall.lastGood(), drops, verdict.p(), verdict.level(), together);
                open.put(task, new OpenIncident(incident, snapshots, 0));
                falling.keySet().removeIf(curve -> curve.task().equals(task));
            }
        });
    }

    private Set<String> together(List<CurveTest> fallen) {
        Set<String> together = new TreeSet<>();
        fallen.forEach(test -> together.add(test.task()));
        open.values().stream()
                .filter(incident -> snapshots - incident.confirmed() < settings.persistence())
                .forEach(incident -> together.add(incident.incident().task()));
        return together;
    }
}
