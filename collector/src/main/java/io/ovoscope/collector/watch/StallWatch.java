package io.ovoscope.collector.watch;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.GeometryTasks;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.RunStalled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices by the clock that snapshots of a partition's runs stopped coming: the one part of watching that the topics alone do not
 * decide, which is why what it notices is stored there. The clock is compared with the trainer's, by which snapshots are dated.
 *
 * <p>The next snapshot is overdue {@code stallFactor} times the longest of the newest eight pauses after the newest one, never earlier
 * than {@code stallMinSeconds}, which a watcher that has just begun waits in any case; stalls and the time between two attempts are no pauses. A run whose agent has said that it was closed is never stalled, nor is one whose agent lives and has
 * lost nothing while training goes on. Where nothing is known of an agent, a run may as well have ended long ago: then a stall is
 * noticed only by a watcher that was reading live when it came to be overdue.
 */
final class StallWatch {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int PAUSES = 8;
    private static final double MILLIS = 1000;

    private final RunCatalog catalog;
    private final BrokenDataSettings settings;
    private final AgentReports reports;
    private final Map<String, RunStalled> announced = new HashMap<>();
    private @Nullable Instant liveSince;
    private Instant nextLook = Instant.MIN;

    StallWatch(RunCatalog catalog, BrokenDataSettings settings, AgentReports reports) {
        this.catalog = catalog;
        this.settings = settings;
        this.reports = reports;
    }

    /**
     * Stalls that are to be stored now; each is given once, unless it {@linkplain #failed fails}. To be called only while the
     * partition has been read to its end.
     */
    List<RunStalled> due(Map<String, RunCurves> runs, Instant now) {
        liveSince = liveSince == null ? now : liveSince;
        List<RunStalled> due = new ArrayList<>();
        if (!reports.isRead() || now.isBefore(nextLook)) {
            return due;
        }
        nextLook = now.plus(EVERY);
        Instant live = liveSince;
        runs.forEach((run, curves) -> catalog.manifest(run)
                .flatMap(manifest -> stall(manifest, curves, now, live))
                .filter(stall -> !isSame(stall, announced.get(run)))
                .ifPresent(due::add));
        due.forEach(stall -> announced.put(stall.run(), stall));
        return due;
    }

    /** A stall that could not be stored is given again. */
    void failed(RunStalled stall) {
        announced.remove(stall.run(), stall);
    }

    private Optional<RunStalled> stall(RunManifest manifest, RunCurves curves, Instant now, Instant live) {
        List<Observation> newest = manifest.isImported() ? List.of() : newest(curves, manifest);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Observation last = newest.get(0);
        Instant overdueAt = last.takenAt().plus(patience(newest, curves));
        RunStalled known = curves.stalls().get(last.step());
        // A collector that has just begun may have snapshots before it that wait to be scored.
        Instant settled = live.plusSeconds(settings.stallMinSeconds());
        if (now.isBefore(overdueAt)
                || now.isBefore(settled)
                || (known != null && known.takenAt().equals(last.takenAt()))) {
            return Optional.empty();
        }
        Optional<AgentReport> report = reports.of(manifest.run());
        Optional<String> why = report.isPresent()
                ? report.filter(agent -> !agent.hasEnded()).flatMap(agent -> agent.why(last.takenAt(), now))
                : Optional.of("Nothing is known of an agent: the health topic holds no word of it.")
                        .filter(unknown -> !live.isAfter(overdueAt));
        return why.map(reason ->
                new RunStalled(manifest.run(), last.attempt(), last.step(), last.takenAt(), overdueAt, reason));
    }

    private Duration patience(List<Observation> newest, RunCurves curves) {
        Duration longest = Duration.ZERO;
        for (int i = 1; i < newest.size(); i++) {
            Duration pause =
                    Duration.between(newest.get(i).takenAt(), newest.get(i - 1).takenAt());
            boolean usual = newest.get(i).attempt() == newest.get(i - 1).attempt()
                    && !curves.stalls().containsKey(newest.get(i).step());
            longest = usual && pause.compareTo(longest) > 0 ? pause : longest;
        }
        double millis = Math.max(settings.stallMinSeconds() * MILLIS, settings.stallFactor() * longest.toMillis());
        return Duration.ofMillis((long) millis);
    }

    /**
     * The newest snapshots that training itself sent, the newest first, so many that there are eight pauses between them: not those
     * that were examined afterwards, and none of a run without representations, which was made elsewhere.
     */
    private static List<Observation> newest(RunCurves curves, RunManifest manifest) {
        List<Observation> newest = new ArrayList<>();
        List<Long> steps = curves.steps();
        for (int i = steps.size() - 1; i >= 0 && newest.size() <= PAUSES; i--) {
            long step = steps.get(i);
            if (!curves.isRetired(step, manifest)) {
                snapshot(curves, manifest, step).ifPresent(newest::add);
            }
        }
        newest.sort(Comparator.comparing(Observation::takenAt).reversed());
        return newest;
    }

    private static Optional<Observation> snapshot(RunCurves curves, RunManifest manifest, long step) {
        return manifest.layers().stream()
                .map(LayerInfo::index)
                .map(layer -> curves.at(GeometryTasks.EFFECTIVE_RANK.name(), layer, step))
                .flatMap(Optional::stream)
                .filter(point -> !point.replayed())
                .findFirst();
    }

    /** Whatever was said of why. */
    private static boolean isSame(RunStalled stall, @Nullable RunStalled other) {
        return other != null && stall.step() == other.step() && stall.takenAt().equals(other.takenAt());
    }
}
