package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.settings.Secret;
import io.ovoscope.testkit.FaultyProxy;
import io.ovoscope.testkit.FaultyProxy.Answer;
import io.ovoscope.testkit.FaultyProxy.CutAnswer;
import io.ovoscope.testkit.FaultyProxy.CutRequest;
import io.ovoscope.testkit.FaultyProxy.Fault;
import io.ovoscope.testkit.FaultyProxy.None;
import io.ovoscope.testkit.FaultyProxy.Slow;
import io.ovoscope.testkit.InfluxDaemon;
import io.ovoscope.testkit.LogLines;
import io.ovoscope.testkit.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real InfluxDB behind a proxy that does everything wrong that servers and networks do. */
class OutagesIT {
    private static final int BATCHES = 40;
    private static final int BATCH = 250;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private final PublishCounters counters = new PublishCounters();
    private final List<String> refused = new ArrayList<>();

    static Stream<Arguments> faults() {
        String full =
                "{\"error\":\"engine: error writing WAL entry: write /var/lib/influxdb/wal/p/autogen/1/_00001.wal:"
                        + " no space left on device\"}";
        return Stream.of(
                Arguments.of(new Slow(Duration.ofSeconds(5)), 2, "cannot be reached"),
                Arguments.of(answer(401, "{\"error\":\"unable to parse authentication credentials\"}"), 2, "401"),
                Arguments.of(answer(403, "{\"error\":\"forbidden\"}"), 2, "403"),
                Arguments.of(answer(404, "{\"error\":\"database not found\"}"), 2, "404"),
                Arguments.of(answer(429, "{\"error\":\"too many requests\"}"), 2, "429"),
                Arguments.of(answer(500, full), 2, "no space left on device"),
                Arguments.of(answer(503, ""), 2, "503"),
                Arguments.of(answer(400, "{\"error\":\"database is required\"}"), 2, "400"),
                Arguments.of(new CutRequest(), 2, "cannot be reached"),
                Arguments.of(new CutAnswer(), 2, "cannot be reached"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLostOrDoubledAndTheLogSaysItOnce(Fault fault, int leastRetries, String said) throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                FaultyProxy proxy = FaultyProxy.before(influxd.url());
                InfluxServer server = new InfluxServer(settings(proxy.url()));
                LogLines log = new LogLines()) {
            Delivery delivery = delivery(server);
            for (int batch = 0; batch < BATCHES; batch++) {
                proxy.does(batch == BATCHES / 2 ? fault : new None());
                delivery.begin(Points.writes("demo", batch * BATCH, (batch + 1) * BATCH));
                Instant end = Instant.now().plus(batch == BATCHES / 2 ? Duration.ofSeconds(2) : Duration.ofDays(1));
                bringToAnEnd(delivery, () -> {
                    if (Instant.now().isAfter(end)) {
                        proxy.does(new None());
                    }
                });
            }
            assertThat(proxy.faults()).isGreaterThanOrEqualTo(leastRetries);
            assertThat(counters.values().get("requests.retried")).isGreaterThanOrEqualTo(leastRetries);
            assertStored(influxd);
            assertThat(refused).isEmpty();
            assertThat(log.of("WARN", said)).as("the failure").isNotEmpty();
            assertThat(log.of("WARN", "Nothing is lost"))
                    .as("the first, loudly")
                    .hasSize(1);
            assertThat(log.of("WARN", ""))
                    .as("kinds of failure, once each")
                    .doesNotHaveDuplicates()
                    .hasSizeLessThan(4);
        }
    }

    @Test
    void answersThatTakeFiveSecondsAreWaitedForAndHarmNothing() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                FaultyProxy proxy = FaultyProxy.before(influxd.url());
                InfluxServer server = new InfluxServer(InfluxSettings.at(proxy.url(), "probes"));
                LogLines log = new LogLines()) {
            Delivery delivery = delivery(server);
            for (int batch = 0; batch < BATCHES; batch++) {
                proxy.does(batch == BATCHES / 2 ? new Slow(Duration.ofSeconds(5)) : new None());
                delivery.begin(Points.writes("demo", batch * BATCH, (batch + 1) * BATCH));
                bringToAnEnd(delivery, () -> {});
            }
            assertThat(proxy.faults()).isEqualTo(1);
            assertThat(counters.values()).containsEntry("requests.retried", 0L);
            assertStored(influxd);
            assertThat(log.of("WARN", "")).isEmpty();
        }
    }

    @Test
    void aBusyServerIsLeftAloneForAsLongAsItAsks() throws Exception {
        try (InfluxDaemon influxd = InfluxDaemon.start(directory);
                FaultyProxy proxy = FaultyProxy.before(influxd.url());
                InfluxServer server = new InfluxServer(settings(proxy.url()))) {
            proxy.does(new Answer(429, Map.of("Retry-After", "3"), "{\"error\":\"slow down\"}"));
            server.reach();
        } catch (StoreException e) {
            assertThat(e.serversWait()).isEqualTo(Duration.ofSeconds(3));
            return;
        }
        throw new AssertionError("a server that answers 429 is not reached");
    }

    /**
     * InfluxDB 1.6.7 answers 500 then, and goes on to do so until it is started again, also when there is room: its log file's buffer
     * remembers the failure. Its disk is a file system of 8 MiB of our own, where one may be mounted.
     */
    @Test
    void aFullDiskIsWaitedForAndNothingIsLost() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(directory.resolve("disk")), 8);
                InfluxDaemon influxd = InfluxDaemon.start(disk.path());
                InfluxServer server = new InfluxServer(settings(influxd.url()));
                LogLines log = new LogLines()) {
            Delivery delivery = delivery(server);
            for (int batch = 0; batch < BATCHES; batch++) {
                if (batch == BATCHES / 2) {
                    disk.fill();
                }
                delivery.begin(Points.writes("demo", batch * BATCH, (batch + 1) * BATCH));
                bringToAnEnd(delivery, () -> {
                    if (counters.values().getOrDefault("requests.retried", 0L) == 3) {
                        disk.empty();
                        restart(influxd);
                    }
                });
            }
            assertThat(counters.values().get("requests.retried")).isGreaterThanOrEqualTo(3);
            assertStored(influxd);
            assertThat(refused).isEmpty();
            assertThat(log.of("WARN", "no space left on device")).hasSize(1);
        }
    }

    @Test
    void anOutageOfAnHourIsSaidEveryFiveMinutes() {
        Instant[] now = {Instant.EPOCH};
        FakeStore away = new FakeStore();
        for (int i = 0; i < 130; i++) {
            away.failures.add(FakeStore.away(Duration.ofSeconds(30)));
        }
        try (LogLines log = new LogLines()) {
            Delivery delivery = new Delivery(
                    away,
                    new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new SplittableRandom(1)),
                    () -> now[0],
                    (change, reason) -> refused.add(reason),
                    counters);
            delivery.begin(Points.writes("demo", 0, 10));
            while (!delivery.advance()) {
                now[0] = now[0].plus(delivery.untilDue());
            }
            assertThat(now[0]).isAfter(Instant.EPOCH.plus(Duration.ofHours(1)));
            assertThat(log.of("WARN", "away")).hasSizeBetween(12, 14);
            assertThat(log.count()).isLessThan(20);
        }
        assertThat(away.stored).hasSize(10);
    }

    private static void restart(InfluxDaemon influxd) {
        try {
            influxd.kill();
            influxd.startAgain();
        } catch (Exception e) {
            throw new IllegalStateException("influxd does not start again", e);
        }
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, Map.of("X-Influxdb-Version", "1.6.7"), body);
    }

    /** Every point once, in its series, with its value. */
    private static void assertStored(InfluxDaemon influxd) throws Exception {
        List<String> expected = new ArrayList<>();
        for (int step = 0; step < BATCHES * BATCH; step++) {
            expected.add(String.format("%02d %d %s", step % 13, step, (step % 100) / 100.0));
        }
        List<String> stored = new ArrayList<>();
        JsonNode answer = influxd.query("probes", "SELECT step, accuracy FROM probe GROUP BY layer");
        for (JsonNode series : answer.path("results").path(0).path("series")) {
            for (JsonNode row : series.path("values")) {
                stored.add(series.path("tags").path("layer").asText() + " " + row.get(1) + " "
                        + row.get(2).asDouble());
            }
        }
        assertThat(stored).containsExactlyInAnyOrderElementsOf(expected);
    }

    private Delivery delivery(InfluxServer server) {
        return new Delivery(
                server,
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(500), new SplittableRandom(1)),
                InstantSource.system(),
                (change, reason) -> refused.add(reason),
                counters);
    }

    private static void bringToAnEnd(Delivery delivery, Runnable betweenTries) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!delivery.advance()) {
            assertThat(Instant.now()).as("a batch is stored in time").isBefore(end);
            betweenTries.run();
            Thread.sleep(delivery.untilDue().toMillis());
        }
    }

    private static InfluxSettings settings(String url) {
        return new InfluxSettings(
                url,
                InfluxApi.AUTO,
                "probes",
                "",
                "",
                Secret.none(),
                "",
                Secret.none(),
                1_000,
                Math.toIntExact(REQUEST_TIMEOUT.toMillis()),
                50,
                500);
    }
}
