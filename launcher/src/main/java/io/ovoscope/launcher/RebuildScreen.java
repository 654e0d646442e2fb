package io.ovoscope.launcher;

import io.ovoscope.collector.publish.Rebuild;
import io.ovoscope.launcher.terminal.Display;
import io.ovoscope.launcher.terminal.Figures;
import io.ovoscope.launcher.terminal.Progress;
import io.ovoscope.launcher.terminal.Table;
import io.ovoscope.launcher.terminal.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is drawn while InfluxDB is filled from the topics, and the table at the end. */
final class RebuildScreen {
    private static final double MILLIS = 1_000;

    private final Display display;
    private final InstantSource clock;
    private final Instant begun;

    RebuildScreen(Display display, InstantSource clock) {
        this.display = display;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Draws how far it is; see {@link Rebuild.Watcher}. */
    void show(long passed, long remaining, long points) {
        Duration elapsed = Duration.between(begun, clock.instant());
        double perSecond = MILLIS * passed / Math.max(1, elapsed.toMillis());
        Optional<Duration> left = perSecond > 0
                ? Optional.of(Duration.ofMillis(Math.round(MILLIS * remaining / perSecond)))
                : Optional.empty();
        display.show(new Progress(
                "publishing",
                Progress.Counted.RECORDS,
                passed,
                Math.max(1, passed + remaining),
                OptionalDouble.empty(),
                OptionalDouble.of(perSecond),
                elapsed,
                left,
                List.of(),
                List.of(count(points) + " points written")));
    }

    /** What was written and what was not. */
    static Table table(Rebuild.Result result) {
        Table table = Table.of(Column.name("measurement"), Column.right("points written"));
        for (var written : result.points().entrySet()) {
            table = table.with(written.getKey(), count(written.getValue()));
        }
        return table.with("(deletions)", count(result.deletions()))
                .with("(refused by InfluxDB)", count(result.refused()))
                .with("(unreadable)", count(result.unreadable()))
                .with("(dead letters)", count(result.refused() + result.unreadable()));
    }

    private static String count(long points) {
        return Figures.count((double) points);
    }
}
