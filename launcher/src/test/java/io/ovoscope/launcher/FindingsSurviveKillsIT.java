package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.StageName;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.collector.watch.CurveWatch;
import io.ovoscope.collector.watch.WatchSettings;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.testkit.AlertmanagerDaemon;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.Topic;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run loses what it knew and wins it back, while the collector that watches it, and tells a real Alertmanager, is killed again and
 * again. Beside it, under another prefix, a collector that nobody disturbs sees the same points.
 */
@Timeout(240)
class FindingsSurviveKillsIT {
    private static final long SEED = 4;
    private static final int LIVES_BEFORE_THE_FALL_IS_TOLD = 4;
    private static final int LIVES_AS_IT_IS_TOLD = 2;
    private static final int LIVES_AFTERWARDS = 2;
    private static final int MOST_MILLIS_BETWEEN_POINTS = 40;
    private static final int MOST_MILLIS_TO_LIVE_ON = 1_000;
    private static final Duration MOST_TO_FIND_SOMETHING = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private final SplittableRandom moments = new SplittableRandom(SEED);
    private final List<String> peopleTold = new CopyOnWriteArrayList<>();
    private final Set<Integer> findingsAtDeath = new HashSet<>();
    private HttpServer people;
    private AlertmanagerDaemon alertmanager;
    private EmbeddedBroker broker;
    private CurveTopics topics;
    private CurveTopics undisturbed;
    private Collector reference;
    private KilledCollector collector;

    @BeforeEach
    void start() throws Exception {
        people = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        people.createContext("/", exchange -> {
            for (JsonNode alert :
                    JSON.readTree(exchange.getRequestBody().readAllBytes()).path("alerts")) {
                peopleTold.add(alert.path("status").asText() + " "
                        + alert.path("labels").path("finding").asText());
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        people.start();
        alertmanager = AlertmanagerDaemon.start(
                Files.createDirectory(directory.resolve("alertmanager")),
                "http://127.0.0.1:" + people.getAddress().getPort() + "/");
        broker = EmbeddedBroker.start(directory.resolve("broker"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        topics = announced(KafkaSettings.plain(broker.bootstrapServers()));
        KafkaSettings apart = new KafkaSettings(broker.bootstrapServers(), "undisturbed", Map.of());
        undisturbed = announced(apart);
        reference = Collector.start(
                CollectorSettings.defaults().withKafka(apart).withStages(List.of(StageName.WATCH)), Clock.systemUTC());
        collector = killedCollector();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable part :
                new AutoCloseable[] {collector, reference, undisturbed, topics, broker, alertmanager}) {
            if (part != null) {
                part.close();
            }
        }
        people.stop(0);
    }

    private static CurveTopics announced(KafkaSettings kafka) throws Exception {
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        CurveTopics topics = new CurveTopics(kafka);
        topics.announce(FallenRun.manifest(), FallenRun.probeSet());
        topics.flush();
        return topics;
    }

    private KilledCollector killedCollector() throws Exception {
        Path settings = directory.resolve("collector.yaml");
        Files.writeString(settings, "stages: [watch, alert]\n");
        return new KilledCollector(
                CollectorMain.child(
                        new DataFolder(directory.resolve("data")),
                        broker.bootstrapServers(),
                        0,
                        Optional.of(settings),
                        alertmanager.url()),
                broker.bootstrapServers(),
                List.of("ovoscope-watch", "ovoscope-alert-log", "ovoscope-alert-alertmanager"));
    }

    @Test
    void killingTheCollectorAtRandomMomentsChangesNeitherFindingsNorAlerts() throws Exception {
        Regression found = expectedRegression();
        liveAndDie(LIVES_BEFORE_THE_FALL_IS_TOLD, FallenRun.points(0, FallenRun.RECOVERY));
        liveAndDie(LIVES_AS_IT_IS_TOLD, List.of());
        collector.start();
        CurveTopics.await(() -> alerts(), List.of(found.id()));
        collector.kill();
        liveAndDie(LIVES_AFTERWARDS, FallenRun.points(FallenRun.RECOVERY, FallenRun.STEPS));
        collector.start();

        Set<Finding> expected = expected();
        CurveTopics.await(() -> said(undisturbed).containsAll(expected), true);
        CurveTopics.await(() -> said(topics), said(undisturbed));
        assertThat(history(topics, found.key()))
                .as("neither repeated nor withdrawn")
                .hasSize(2);
        assertThat(history(topics, found.key()).get(1)).isEqualTo(found);
        CurveTopics.await(() -> alerts(), List.of());
        CurveTopics.await(() -> List.copyOf(peopleTold), List.of("firing " + found.id(), "resolved " + found.id()));
        assertThat(findingsAtDeath).as("killed at different stages of its work").hasSizeGreaterThan(2);
    }

    /** What the rule alone makes of the curves: one fall that has recovered. */
    private static Regression expectedRegression() {
        List<Regression> regressions = expected().stream()
                .filter(Regression.class::isInstance)
                .map(Regression.class::cast)
                .toList();
        assertThat(regressions).hasSize(1);
        Regression found = regressions.get(0);
        assertThat(found.task()).isEqualTo(FallenRun.FALLEN.name());
        assertThat(found.openedStep()).isEqualTo(FallenRun.FALL);
        assertThat(found.drops()).hasSize(3);
        assertThat(found.recoveredStep()).isBetween((long) FallenRun.RECOVERY, FallenRun.STEPS - 1L);
        return found;
    }

    private static Set<Finding> expected() {
        WatchSettings settings = WatchSettings.defaults();
        List<CurveWatch> watches = List.of(
                CurveWatch.forEmergence(FallenRun.manifest(), FallenRun.probeSet(), settings),
                CurveWatch.forRegressions(FallenRun.manifest(), FallenRun.probeSet(), settings));
        Set<Finding> expected = new HashSet<>();
        for (CurveWatch watch : watches) {
            FallenRun.points(0, FallenRun.STEPS).forEach(point -> watch.put(point, CurveTopics.START));
            FallenRun.closings().forEach(closing -> watch.put(closing, CurveTopics.START));
            watch.findings().forEach(finding -> expected.add(timeless(finding)));
        }
        return expected;
    }

    /** So many collectors live and die, each while its share of the points comes in, some before they have begun to work. */
    private void liveAndDie(int lives, List<CurvePoint> points) throws Exception {
        Deque<CurvePoint> coming = new ArrayDeque<>(points);
        for (int left = lives; left > 0; left--) {
            collector.start();
            if (moments.nextInt(3) > 0) {
                collector.awaitReady();
            }
            int share = left == 1 ? coming.size() : moments.nextInt(2 * coming.size() / left + 1);
            for (int i = 0; i < share; i++) {
                send(coming.remove());
                Thread.sleep(moments.nextInt(MOST_MILLIS_BETWEEN_POINTS));
            }
            liveOn(left % 2 == 0);
            collector.kill();
            findingsAtDeath.add(topics.records(Topic.FINDINGS).size());
        }
    }

    /** Until some finding is written, however slow the machine is, unless none is due; or for a random time, whatever happens. */
    private void liveOn(boolean untilSomethingIsFound) throws Exception {
        if (!untilSomethingIsFound) {
            Thread.sleep(moments.nextInt(MOST_MILLIS_TO_LIVE_ON));
            return;
        }
        int known = topics.records(Topic.FINDINGS).size();
        long end = System.nanoTime() + MOST_TO_FIND_SOMETHING.toNanos();
        while (topics.records(Topic.FINDINGS).size() == known && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    private void send(CurvePoint point) {
        topics.send(point);
        topics.flush();
        undisturbed.send(point);
    }

    /** What the findings topic says, by the newest record of each key. */
    private static Set<Finding> said(CurveTopics topics) {
        Map<String, Finding> said = new TreeMap<>();
        topics.records(Topic.FINDINGS).forEach(record -> {
            if (record.value() == null) {
                said.remove(record.key());
            } else {
                said.put(record.key(), timeless(Finding.read(record.value())));
            }
        });
        return new HashSet<>(said.values());
    }

    /** How far the run had been watched when an emergence was written is left as it stood: it differs with when that was. */
    private static Finding timeless(Finding finding) {
        if (!(finding instanceof Emergence e)) {
            return finding;
        }
        return new Emergence(
                e.run(),
                e.attempt(),
                e.task(),
                e.level(),
                e.layer(),
                e.layerName(),
                e.quantile(),
                e.afterStep(),
                e.byStep(),
                e.setAfterStep(),
                e.setByStep(),
                e.at(),
                e.first(),
                e.best(),
                e.bestStep(),
                0,
                0,
                e.n());
    }

    /** Everything that was ever written under a key, null for what was withdrawn. */
    private static List<Finding> history(CurveTopics topics, String key) {
        List<Finding> history = new ArrayList<>();
        topics.records(Topic.FINDINGS).stream()
                .filter(record -> key.equals(record.key()))
                .forEach(record -> history.add(record.value() == null ? null : Finding.read(record.value())));
        return history;
    }

    /** The findings that Alertmanager has as open. */
    private List<String> alerts() throws Exception {
        List<String> findings = new ArrayList<>();
        alertmanager
                .alerts()
                .forEach(alert ->
                        findings.add(alert.path("labels").path("finding").asText()));
        return findings;
    }
}
