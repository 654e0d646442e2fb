package io.ovoscope.collector.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import io.ovoscope.testkit.InfluxDaemon;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real InfluxDB with the records of several runs. */
final class FilledInflux implements AutoCloseable {
    static final String DATABASE = "ovoscope";

    /** What stands there of each run. */
    static final List<Fixture> FIXTURES = List.of(new BoardRun(), new BoardFindings());

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int LINES_A_REQUEST = 5_000;

    private final InfluxDaemon influxd;

    private FilledInflux(InfluxDaemon influxd) {
        this.influxd = influxd;
    }

    /** Starts an empty one; skips the test where there is no InfluxDB. */
    static FilledInflux start(Path directory) throws Exception {
        InfluxDaemon influxd = InfluxDaemon.start(directory);
        influxd.query("", "CREATE DATABASE " + DATABASE);
        return new FilledInflux(influxd);
    }

    /** All fixtures of a run. */
    void add(String run) throws Exception {
        for (Fixture fixture : FIXTURES) {
            write(fixture.lines(run));
        }
    }

    void write(List<String> lines) throws Exception {
        for (int from = 0; from < lines.size(); from += LINES_A_REQUEST) {
            List<String> some = lines.subList(from, Math.min(lines.size(), from + LINES_A_REQUEST));
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(influxd.url() + "/write?precision=ns&db=" + DATABASE))
                    .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", some)))
                    .build();
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 204) {
                throw new IOException("write: " + response.statusCode() + " " + response.body());
            }
        }
    }

    /** The macros of a dashboard that shows all of the runs, points ten seconds wide. */
    static Macros macros() {
        return new Macros(
                BoardRun.START.minusSeconds(60),
                BoardRun.takenAt(BoardRun.SNAPSHOTS + 1).plusSeconds(60),
                Duration.ofSeconds(10));
    }

    /** Times of the answer are milliseconds, as Grafana asks for them. */
    Answer ask(String query) throws Exception {
        JsonNode answer = influxd.query(DATABASE, query);
        return Answer.of(answer);
    }

    @Override
    public void close() {
        influxd.close();
    }
}
