package io.ovoscope.launcher.exchange;

import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.StageName;
import io.ovoscope.collector.topics.GroupProgress;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Looks for findings in an imported run where no collector runs that would do so. */
public final class ImportWatch {
    private static final Duration READ = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 200;

    private ImportWatch() {}

    /**
     * Runs the stages after scoring until they have dealt with the run.
     *
     * @param settings of the broker, and of InfluxDB where there is one
     * @return whether they have, in time
     */
    public static boolean over(ImportedRun run, CollectorSettings settings, Duration atMost)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean publishes = settings.publish().influxdb().enabled();
        List<StageName> stages = publishes ? List.of(StageName.WATCH, StageName.PUBLISH) : List.of(StageName.WATCH);
        try (Collector collector = Collector.start(settings.withStages(stages), Clock.systemUTC());
                GroupProgress progress = new GroupProgress(settings.kafka())) {
            while (!areClosed(run, settings)
                    || !hasDealt(progress, "watch", List.of(Topic.CURVES))
                    || (publishes && !hasDealt(progress, "publish", List.of(Topic.CURVES, Topic.FINDINGS)))) {
                if (System.nanoTime() > deadline
                        || collector.ended().toCompletableFuture().isDone()) {
                    return false;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return true;
        }
    }

    private static boolean hasDealt(GroupProgress progress, String stage, List<Topic> topics)
            throws InterruptedException {
        return progress.lag(stage, topics) == 0;
    }

    private static boolean areClosed(ImportedRun run, CollectorSettings settings)
            throws InterruptedException, TimeoutException {
        Set<Long> steps =
                new HashSet<>(run.points().stream().map(CurvePoint::step).toList());
        return RunRecords.read(settings.kafka(), run.manifest().run(), READ)
                .closedSteps()
                .containsAll(steps);
    }
}
