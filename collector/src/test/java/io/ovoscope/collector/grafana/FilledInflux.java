package io.ovoscope.collector.grafana;

import io.ovoscope.testkit.InfluxDaemon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real InfluxDB with the records of several runs. */
final class FilledInflux implements AutoCloseable {
    /** What stands there of each run. */
    static final List<Fixture> FIXTURES = List.of(new BoardRun(), new BoardFindings(), new BoardHealth());

    private final InfluxDaemon influxd;

    private FilledInflux(InfluxDaemon influxd) {
        this.influxd = influxd;
    }

    /** Starts an empty one; skips the test where there is no InfluxDB. */
    static FilledInflux start(Path directory) throws Exception {
        InfluxDaemon influxd = InfluxDaemon.start(directory);
        influxd.query("", "CREATE DATABASE " + InfluxAt.DATABASE);
        return new FilledInflux(influxd);
    }

    /** All fixtures of a run. */
    void add(String run) throws Exception {
        for (Fixture fixture : FIXTURES) {
            server().write(fixture.lines(run));
        }
    }

    InfluxAt server() {
        return new InfluxAt(influxd.url());
    }

    /** The macros of a dashboard that shows all of the runs, points ten seconds wide. */
    static Macros macros() {
        return new Macros(
                BoardRun.START.minusSeconds(60),
                BoardRun.takenAt(BoardRun.SNAPSHOTS + 1).plusSeconds(60),
                Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        influxd.close();
    }
}
