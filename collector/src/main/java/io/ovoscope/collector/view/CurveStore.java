package io.ovoscope.collector.view;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The curves of all runs, in memory and bounded. Safe for threads. Every change raises the version by one, so that a reader who
 * knows a version can ask for what came since.
 */
final class CurveStore {
    private static final Logger log = LoggerFactory.getLogger(CurveStore.class);

    /** Of a run that is alone, an eighth goes at once, because a page reads the run anew whenever steps go. */
    private static final int SHARE_LET_GO = 8;

    private final int maxPoints;
    private final Map<String, RunCurves> runs = new LinkedHashMap<>();
    private final Set<String> letGo = new HashSet<>();
    private long version;
    private int pointCount;
    private boolean caughtUp;
    private boolean toldOfOldSteps;

    /** @param maxPoints beyond them whole runs are let go, the earliest begun first; a run alone lets its oldest steps go */
    CurveStore(int maxPoints) {
        this.maxPoints = maxPoints;
    }

    synchronized void put(RunManifest manifest) {
        change(manifest.run(), run -> run.put(manifest, version));
    }

    synchronized void put(CurveRecord record) {
        if (record instanceof CurvePoint point) {
            change(point.run(), run -> run.put(point, version));
        } else if (record instanceof StepClosed closed) {
            change(closed.run(), run -> run.put(closed, version));
        } else if (record instanceof LayerProfile profile) {
            change(profile.run(), run -> run.put(profile, version));
        }
    }

    synchronized void put(Finding finding) {
        change(finding.run(), run -> run.put(finding, version));
    }

    /** Takes the word of a run's agent; what other processes say is passed over. */
    synchronized void put(Health health) {
        if (health.stage().equals("agent") && !health.run().isEmpty()) {
            change(health.run(), run -> run.put(health, version));
        }
    }

    /** Deletes the manifest only: points have tombstones of their own, and the topics are read in no common order. */
    synchronized void deleteManifest(String run) {
        letGo.remove(run);
        changeKnown(run, known -> known.deleteManifest(version));
    }

    synchronized void deletePoint(String run, String task, int layer, long step) {
        changeKnown(run, known -> known.deletePoint(task, layer, step, version));
    }

    synchronized void deleteClosed(String run, long step) {
        changeKnown(run, known -> known.deleteClosed(step, version));
    }

    synchronized void deleteProfile(String run, String task, long step) {
        changeKnown(run, known -> known.deleteProfile(task, step, version));
    }

    synchronized void deleteFinding(String run, String key) {
        changeKnown(run, known -> known.deleteFinding(key, version));
    }

    /** Everything that stood in the topics at the start is here. */
    synchronized void caughtUp() {
        caughtUp = true;
        version++;
        notifyAll();
    }

    synchronized boolean isCaughtUp() {
        return caughtUp;
    }

    synchronized long version() {
        return version;
    }

    synchronized int pointCount() {
        return pointCount;
    }

    /** Runs that were let go because of {@code maxPoints}. */
    synchronized int letGoCount() {
        return letGo.size();
    }

    /** Waits until something has changed since, or the time is over. */
    synchronized void awaitChange(long since, long atMostMillis) throws InterruptedException {
        long deadline = System.nanoTime() + atMostMillis * 1_000_000;
        long left = atMostMillis;
        while (version <= since && left > 0) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    /** What the function makes of every run that has a manifest, in the order they were first seen. */
    synchronized <T> List<T> mapRuns(Function<RunCurves, T> function) {
        return runs.values().stream()
                .filter(run -> run.manifest().isPresent())
                .map(function)
                .toList();
    }

    /** What the function makes of a run; empty where it is unknown or has no manifest. It must keep nothing of the run. */
    synchronized <T> Optional<T> read(String run, Function<RunCurves, T> function) {
        return Optional.ofNullable(runs.get(run))
                .filter(known -> known.manifest().isPresent())
                .map(function);
    }

    private void change(String run, Consumer<RunCurves> with) {
        if (!letGo.contains(run)) {
            runs.computeIfAbsent(run, RunCurves::new);
            changeKnown(run, with);
        }
    }

    private void changeKnown(String run, Consumer<RunCurves> with) {
        RunCurves known = runs.get(run);
        if (known == null) {
            return;
        }
        int before = known.pointCount();
        version++;
        with.accept(known);
        pointCount += known.pointCount() - before;
        if (known.isEmpty()) {
            runs.remove(run);
        }
        if (pointCount > maxPoints) {
            makeRoomFor(known);
        }
        notifyAll();
    }

    /**
     * While the topics are read from their beginning, a run that changes is as likely an old one as any. Later it is one that is
     * training, which stays.
     */
    private void makeRoomFor(RunCurves changing) {
        Optional<RunCurves> oldest = runs.values().stream()
                .filter(run -> run.pointCount() > 0)
                .filter(run -> !caughtUp || run != changing)
                .min(Comparator.comparing(RunCurves::begunAt));
        if (oldest.isPresent() && oldest.get().pointCount() < pointCount) {
            letGo(oldest.get());
        } else {
            pointCount -= changing.keepNewest(maxPoints - maxPoints / SHARE_LET_GO, version);
            tellOfOldSteps(changing.run());
        }
    }

    private void tellOfOldSteps(String run) {
        if (!toldOfOldSteps) {
            log.warn(
                    "the page lets the oldest steps of run '{}' go: more than {} points (view.maxPoints)",
                    run,
                    maxPoints);
        }
        toldOfOldSteps = true;
    }

    private void letGo(RunCurves run) {
        runs.remove(run.run());
        letGo.add(run.run());
        pointCount -= run.pointCount();
        log.warn("the page lets run '{}' go: more than {} points in memory (view.maxPoints)", run.run(), maxPoints);
    }
}
