package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.ovoscope.collector.finding.SampleFindings;
import io.ovoscope.collector.publish.StoreException.Remedy;
import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.settings.Secret;
import io.ovoscope.testkit.InfluxDaemon;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.StepClosed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfluxServerIT {
    @TempDir
    private Path directory;

    private final PublishCounters counters = new PublishCounters();
    private final List<String> refused = new ArrayList<>();

    @Test
    void pointsAreReadBackByTaskAndLayer() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "probes"))) {
            server.write(List.of(
                    Lines.of(Points.point("demo", "UPOS", 0, 1, 0.25)),
                    Lines.of(Points.point("demo", "UPOS", 1, 1, 0.5)),
                    Lines.of(Points.point("demo", "WC", 1, 1, 0.125)),
                    Lines.of(Points.point("demo", "WC", 1, 2, 0.75))));
            assertThat(influxd.rows("probes", "SELECT step, accuracy FROM probe GROUP BY layer, task"))
                    .containsExactly(
                            row("00", "UPOS", 1, "0.25"),
                            row("01", "UPOS", 1, "0.5"),
                            row("01", "WC", 1, "0.125"),
                            row("01", "WC", 2, "0.75"));
        }
    }

    @Test
    void aReplayOverwrites() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "probes"))) {
            List<String> lines = lines(Points.writes("demo", 0, 100));
            server.write(lines);
            server.write(lines);
            server.write(List.of(Lines.of(Points.point("demo", "UPOS", 0, 0, 0.99))));
            assertThat(influxd.rows("probes", "SELECT count(step) FROM probe")).containsExactly(List.of("0", "100"));
            assertThat(influxd.rows("probes", "SELECT accuracy FROM probe WHERE step = 0"))
                    .containsExactly(List.of(Long.toString(nanos(0)), "0.99"));
        }
    }

    @Test
    void aDatabaseNameThatNeedsQuotingIsCreated() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "my \"probes\"; x"))) {
            server.write(lines(Points.writes("demo", 0, 3)));
            assertThat(influxd.rows("my \"probes\"; x", "SELECT count(step) FROM probe"))
                    .containsExactly(List.of("0", "3"));
        }
    }

    @Test
    void hostileRunNamesAreTagsThatCanBeAskedForAndDeleted() throws Exception {
        List<String> runs = List.of(
                "two words", "a=b,c", "\"q\" 'r'", "line\nbreak", "line%0Abreak", "Größe 模型", "ends\\", "$run", "100%");
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "probes"))) {
            InfluxSettings settings = InfluxSettings.at(influxd.url(), "probes");
            server.write(runs.stream()
                    .map(run -> Lines.of(Points.point(run, "UPOS", 0, 1, 0.5)))
                    .toList());
            assertThat(tagValues(influxd))
                    .containsExactlyInAnyOrderElementsOf(
                            runs.stream().map(TagText::of).toList());
            for (int i = 0; i < runs.size(); i++) {
                InfluxRuns.of(settings).get(0).deleteRun(runs.get(i));
                assertThat(tagValues(influxd)).hasSize(runs.size() - 1 - i).doesNotContain(TagText.of(runs.get(i)));
            }
        }
    }

    @Test
    void deletingTouchesNothingElse() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "probes"))) {
            server.write(lines(Points.writes("gone", 0, 20)));
            server.write(lines(Points.writes("stays", 0, 20)));
            server.write(List.of(
                    Lines.of(new StepClosed("gone", 1, 4, Points.START, 1, 1, false)),
                    Lines.of(Points.geometry("gone", 1, 4, 12.5)),
                    Lines.of(Points.profile("gone", "DepRel", 4)),
                    Lines.of(Points.profile("stays", "DepRel", 4))));
            server.write(List.of(Lines.of(emergence("stays", .5)), Lines.of(emergence("stays", .9))));
            server.erase(new Change.Erasure(List.of(Lines.PROBE, Lines.SNAPSHOT, Lines.LAYERS), "gone", null));
            server.erase(new Change.Erasure(
                    List.of(Lines.EMERGENCE), "stays", emergence("stays", .5).id()));
            assertThat(influxd.rows("probes", "SELECT count(step) FROM probe GROUP BY run"))
                    .containsExactly(List.of("stays", "0", "20"));
            assertThat(influxd.rows("probes", "SELECT step FROM snapshot")).isEmpty();
            assertThat(influxd.rows("probes", "SELECT count(best) FROM layers GROUP BY run"))
                    .containsExactly(List.of("stays", "0", "1"));
            assertThat(influxd.rows("probes", "SELECT byStep, quantile FROM emergence"))
                    .extracting(row -> row.get(2))
                    .containsExactly("90");
        }
    }

    @Test
    void aFindingsNewestStateReplacesTheOlderOneAndGoesWithIt() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "probes"))) {
            server.write(FindingLines.of(SampleFindings.open("demo")));
            server.write(FindingLines.of(SampleFindings.underPowered("demo")));
            server.write(FindingLines.of(SampleFindings.recovered("demo")));
            String annotations =
                    "SELECT state, severity, endedStep, timeEnd, step FROM finding WHERE kind = 'regression'";
            assertThat(influxd.rows("probes", annotations))
                    .containsExactly(
                            List.of("1767268800000000000", "closed", "critical", "1024", "1767268860000", "256"));
            server.erase(new Change.Erasure(
                    List.of(Lines.EMERGENCE, Lines.FINDING),
                    "demo",
                    SampleFindings.open("demo").id()));
            assertThat(influxd.rows("probes", annotations)).isEmpty();
            assertThat(influxd.rows("probes", "SELECT title FROM finding")).hasSize(1);
        }
    }

    @Test
    void theLatestRevisionOfAFindingIsTheOneThatStands() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "probes"))) {
            Emergence revised = new Emergence(
                    "demo",
                    1,
                    "UPOS",
                    Level.MORPHOLOGY,
                    2,
                    "b",
                    .5,
                    8,
                    16,
                    null,
                    null,
                    Points.START.plusSeconds(9),
                    .1,
                    .9,
                    20,
                    .3,
                    20,
                    1000);
            server.write(List.of(Lines.of(revised), Lines.of(emergence("demo", .5))));
            assertThat(influxd.rows(
                            "probes",
                            "SELECT last(byStep), afterStep, best FROM emergence WHERE run = 'demo'"
                                    + " GROUP BY task, layer, quantile"))
                    .containsExactly(List.of("02", "50", "UPOS", Long.toString(nanos(9)), "16", "8", "0.9"));
        }
    }

    @Test
    void refusedLinesAreFoundAmongTheGoodOnes() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "probes"))) {
            server.write(lines(Points.writes("demo", 0, 1)));
            List<Change> batch = new ArrayList<>(Points.writes("demo", 1, 500));
            batch.add(77, Points.write("probe,run=demo step=\"text\" " + nanos(1)));
            batch.add(333, Points.write("probe,run=demo no fields " + nanos(1)));
            Delivery delivery = delivery(server);
            delivery.begin(batch);
            bringToAnEnd(delivery);
            assertThat(influxd.rows("probes", "SELECT count(step) FROM probe")).containsExactly(List.of("0", "500"));
            assertThat(refused).hasSize(2);
            assertThat(refused.get(0)).contains("field type conflict");
            assertThat(refused.get(1)).contains("unable to parse");
        }
    }

    @Test
    void anOutageOfTwelveSecondsLosesNothingAndDoublesNothing() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "probes"))) {
            Delivery delivery = delivery(server);
            Thread outage = new Thread(() -> outage(influxd, Duration.ofSeconds(12)), "outage");
            int total = 50_000;
            int batch = 1_000;
            for (int from = 0; from < total; from += batch) {
                if (from == 10 * batch) {
                    outage.start();
                }
                delivery.begin(Points.writes("demo", from, from + batch));
                bringToAnEnd(delivery);
                Thread.sleep(5);
            }
            outage.join();
            assertThat(influxd.rows("probes", "SELECT count(step), count(distinct(step)) FROM probe"))
                    .containsExactly(List.of("0", "50000", "50000"));
            assertThat(counters.values())
                    .containsEntry("points.written", 50_000L)
                    .containsEntry("points.refused", 0L);
            assertThat(counters.values().get("requests.retried")).isGreaterThan(3);
        }
    }

    @Test
    void aWrongPasswordIsNamedAndLosesNothing() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.startAuthenticating(directory);
                InfluxServer server = new InfluxServer(withUser(influxd.url(), "eve", "wr0ng"))) {
            influxd.query("", "CREATE USER eve WITH PASSWORD 'right' WITH ALL PRIVILEGES");
            Delivery delivery = delivery(server);
            delivery.begin(Points.writes("demo", 0, 10));
            assertThat(delivery.advance()).isFalse();
            assertThatThrownBy(() -> server.write(lines(Points.writes("demo", 0, 10))))
                    .hasMessageContaining("publish.influxdb.user and publish.influxdb.password")
                    .hasMessageContaining("401")
                    .hasMessageNotContaining("wr0ng");
            influxd.query("", "SET PASSWORD FOR eve = 'wr0ng'");
            bringToAnEnd(delivery);
            assertThat(refused).isEmpty();
            assertThat(influxd.rows("probes", "SELECT count(step) FROM probe")).containsExactly(List.of("0", "10"));
        }
    }

    @Test
    void aUserWhoMayWriteNeedNotBeAbleToCreateOrDelete() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.startAuthenticating(directory);
                InfluxServer server = new InfluxServer(withUser(influxd.url(), "joe", "joe"))) {
            influxd.query("", "CREATE USER joe WITH PASSWORD 'joe'");
            assertThatThrownBy(() -> server.write(lines(Points.writes("demo", 0, 1))))
                    .hasMessageContaining("404")
                    .hasMessageContaining("does not know database 'probes'");
            influxd.query("", "CREATE DATABASE probes");
            assertThatThrownBy(() -> server.write(lines(Points.writes("demo", 0, 1))))
                    .hasMessageContaining("403")
                    .hasMessageContaining("publish.influxdb.user and publish.influxdb.password and their permissions");
            influxd.query("", "GRANT WRITE ON probes TO joe");
            server.write(lines(Points.writes("demo", 0, 10)));
            assertThat(influxd.rows("probes", "SELECT count(step) FROM probe")).containsExactly(List.of("0", "10"));
        }
    }

    @Test
    void aDatabaseThatVanishesIsCreatedAgain() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                InfluxServer server = new InfluxServer(InfluxSettings.at(influxd.url(), "probes"))) {
            Delivery delivery = delivery(server);
            server.write(lines(Points.writes("demo", 0, 10)));
            influxd.query("", "DROP DATABASE probes");
            delivery.begin(Points.writes("demo", 0, 10));
            assertThat(delivery.advance()).isFalse();
            bringToAnEnd(delivery);
            assertThat(influxd.rows("probes", "SELECT count(step) FROM probe")).containsExactly(List.of("0", "10"));
        }
    }

    @Test
    void aUrlWhereNothingListensIsNamed() {
        try (InfluxServer server = new InfluxServer(InfluxSettings.at("http://127.0.0.1:1", "probes"))) {
            assertThatThrownBy(() -> server.write(List.of("a v=1")))
                    .hasMessageContaining("http://127.0.0.1:1 cannot be reached")
                    .hasMessageContaining("publish.influxdb.url")
                    .extracting(e -> ((StoreException) e).remedy())
                    .isEqualTo(Remedy.RETRY);
        }
    }

    @Test
    void aServerThatIsNoInfluxDbIsNamed() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> exchange.sendResponseHeaders(200, -1));
        other.start();
        String url = "http://127.0.0.1:" + other.getAddress().getPort();
        try (InfluxServer server = new InfluxServer(InfluxSettings.at(url, "probes"))) {
            assertThatThrownBy(() -> server.write(List.of("a v=1")))
                    .hasMessageContaining("does not say which version it is: check publish.influxdb.url");
        } finally {
            other.stop(0);
        }
    }

    private Delivery delivery(InfluxServer server) {
        return new Delivery(
                server,
                new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), new SplittableRandom(1)),
                InstantSource.system(),
                (change, reason) -> refused.add(reason),
                counters);
    }

    private static void bringToAnEnd(Delivery delivery) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!delivery.advance()) {
            assertThat(Instant.now()).as("a batch is stored in time").isBefore(end);
            Thread.sleep(delivery.untilDue().toMillis());
        }
    }

    private static void outage(InfluxDaemon influxd, Duration length) {
        try {
            influxd.kill();
            Thread.sleep(length.toMillis());
            influxd.startAgain();
        } catch (Exception e) {
            throw new IllegalStateException("the outage itself failed", e);
        }
    }

    private static InfluxSettings withUser(String url, String user, String password) {
        return new InfluxSettings(
                url,
                InfluxApi.AUTO,
                "probes",
                "",
                "",
                Secret.none(),
                user,
                new Secret(password),
                1_000,
                5_000,
                50,
                1_000);
    }

    private static Emergence emergence(String run, double quantile) {
        return new Emergence(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                2,
                "b",
                quantile,
                1,
                2,
                null,
                null,
                Points.START,
                .1,
                .8,
                5,
                .2,
                6,
                1000);
    }

    private static List<String> tagValues(InfluxDaemon influxd) throws Exception {
        return influxd.rows("probes", "SHOW TAG VALUES FROM probe WITH KEY = run").stream()
                .map(row -> row.get(1))
                .toList();
    }

    private static List<String> lines(List<Change> writes) {
        return writes.stream().map(write -> ((Change.Write) write).line()).toList();
    }

    private static List<String> row(String layer, String task, int step, String accuracy) {
        return List.of(layer, task, Long.toString(nanos(step)), Integer.toString(step), accuracy);
    }

    private static long nanos(int step) {
        return Points.START.getEpochSecond() * 1_000_000_000L + Points.START.getNano() + step * 1_000_000_000L;
    }
}
