package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ovoscope.collector.catalog.TopicRunCatalog;
import io.ovoscope.collector.publish.InfluxSettings;
import io.ovoscope.collector.publish.PublishStage;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.testkit.InfluxDaemon;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ovoscope publish --rebuild} between a real broker and a real InfluxDB. */
class RebuildIT {
    private static final String HOSTILE = "a b=\"c\", 'd'\n$run é";
    private static final int STEPS = 300;

    @TempDir
    private Path directory;

    private InfluxDaemon influxd;
    private EmbeddedBroker broker;
    private KafkaSettings kafka;
    private CurveTopics topics;
    private TopicRunCatalog catalog;
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void start() throws Exception {
        influxd = InfluxDaemon.start(Files.createDirectory(directory.resolve("influx")));
        influxd.query("", "CREATE DATABASE probes"); // so that it can be asked before there are points
        broker = EmbeddedBroker.start(directory.resolve("kafka"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        kafka = KafkaSettings.plain(broker.bootstrapServers());
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        topics = new CurveTopics(kafka);
        catalog = new TopicRunCatalog(kafka, "test-catalog", topics.deadLetters());
    }

    @AfterEach
    void stop() {
        if (topics != null) {
            catalog.close();
            topics.close();
            broker.close();
        }
        if (influxd != null) {
            influxd.close();
        }
    }

    @Test
    void theResultEqualsWhatTheStageWrotePointByPoint() throws Exception {
        writeAHistory();
        SortedMap<String, JsonNode> live;
        try (PublishStage stage = publish()) {
            awaitPublished(stage);
            live = everything();
        }
        long pointsBefore = count("probe");
        influxd.query("", "DROP DATABASE probes");
        assertThat(rebuild()).isZero();
        assertThat(everything()).isEqualTo(live);
        assertThat(pointsBefore).isEqualTo(2 * 2 * STEPS);
        assertThat(String.valueOf(live.get("finding")))
                .contains("emergence-t50")
                .doesNotContain("emergence-t90");
        assertThat(rebuild()).as("a second time").isZero();
        assertThat(everything()).as("nothing is doubled").isEqualTo(live);
        assertThat(topics.records(Topic.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void ofOneRunOnlyItsPointsAreWritten() throws Exception {
        writeAHistory();
        assertThat(rebuild("--run", HOSTILE)).isZero();
        assertThat(runsIn("probe")).containsExactly("a b=\"c\", 'd'%0A$run é");
        assertThat(runsIn("finding")).containsExactly("a b=\"c\", 'd'%0A$run é");
        assertThat(runsIn("health")).containsExactly("a b=\"c\", 'd'%0A$run é");
        assertThat(rebuild("--run", "nobody")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no run 'nobody'");
    }

    @Test
    void aRunningStageIsNotDisturbedAndNothingNewerIsOverwritten() throws Exception {
        writeAHistory();
        try (PublishStage stage = publish()) {
            awaitPublished(stage);
            SortedMap<String, Long> committed = committed();
            influxd.query("", "DROP DATABASE probes");
            influxd.query("", "CREATE DATABASE probes");
            Thread load = new Thread(() -> revise("demo"), "load");
            load.start();
            assertThat(rebuild()).isZero();
            load.join();
            topics.flush();
            CurveTopics.await(() -> stage.gauges().get("lag.records"), 0.0);
            CurveTopics.await(() -> wrongOnes("demo"), 0L);
            assertThat(count("probe")).isEqualTo(2 * 2 * STEPS);
            assertThat(committed().keySet()).isEqualTo(committed.keySet());
            assertThat(groups()).containsExactly("ovoscope-publish");
            assertThat(stage.ended().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void whatCannotBeWrittenIsPutAsideAndEndsWithAFailure() throws Exception {
        topics.step("demo", 1, .5);
        topics.send(Topic.CURVES, "demo", "demo/UPOS/0/8", "{]".getBytes(StandardCharsets.UTF_8));
        topics.step("demo", 2, .5);
        topics.flush();
        influxd.query("", "CREATE DATABASE probes");
        influxd.write("probes", "probe,run=other,layer=00 step=\"text\" 1767268801000000000");
        assertThat(rebuild()).isEqualTo(1);
        assertThat(err.toString()).contains("not in InfluxDB: see ovoscope.dead-letters");
        CurveTopics.await(() -> topics.records(Topic.DEAD_LETTERS).size(), 5);
    }

    @Test
    void whereInfluxDbIsNotThereItSaysSoAtOnce() throws Exception {
        topics.step("demo", 1, .5);
        topics.flush();
        influxd.close();
        assertThat(rebuild()).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be reached").contains("publish.influxdb.url");
    }

    @Test
    void withoutItsOptionOrItsInfluxDbItIsNotUnderstood() {
        CommandLine command = Ovoscope.commandLine().setErr(new PrintWriter(err));
        assertThat(command.execute("publish")).isEqualTo(2);
        assertThat(command.execute("publish", "--rebuild", "--kafka", kafka.bootstrapServers()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("expecting --rebuild")
                .contains("ovoscope collect")
                .contains("publish.influxdb.url is empty");
    }

    /** Two runs with findings that changed and one that was withdrawn, a run that was deleted, health. */
    private void writeAHistory() {
        for (String run : List.of("demo", HOSTILE, "gone")) {
            for (int step = 0; step < STEPS; step++) {
                topics.step(run, step, .5);
            }
            topics.step(run, 7, .75); // scored again
            topics.send(new StepClosed(run, 1, 7, CurveTopics.START, 2, 2, false));
            topics.send(emergence(run, .5, .7));
            topics.send(emergence(run, .9, .7));
            topics.send(emergence(run, .5, .8));
            topics.send(Topic.FINDINGS, run, emergence(run, .9, .7).key(), null);
            Health health = new Health(
                    "agent-1", "agent", run, CurveTopics.START, Map.of("snapshots.taken", 7L), Map.of("loss", 1.5));
            topics.send(Topic.HEALTH, "", health.key(), health.write());
        }
        topics.send(Topic.CURVES, "gone", CurveTopics.point("gone", 0, 1, .5).key(), null);
        topics.send(Topic.FINDINGS, "gone", emergence("gone", .5, .8).key(), null);
        topics.flush();
    }

    /** Every point of the run is scored again and comes out differently. */
    private void revise(String run) {
        for (int step = 0; step < STEPS; step++) {
            topics.send(CurveTopics.point(run, 0, step, .75));
            topics.send(CurveTopics.point(run, 1, step, .75));
        }
    }

    private long wrongOnes(String run) throws Exception {
        long right = influxd.rows("probes", "SELECT accuracy FROM probe WHERE run = '" + run + "'").stream()
                .filter(row -> row.get(1).equals("0.75"))
                .count();
        return 2 * STEPS - right;
    }

    private int rebuild(String... more) throws Exception {
        Path config = directory.resolve("collector.yaml");
        Files.writeString(config, """
                kafka:
                  bootstrapServers: "%s"
                publish:
                  influxdb:
                    url: "%s"
                    database: probes
                    batchPoints: 100
                """.formatted(kafka.bootstrapServers(), influxd.url()));
        List<String> arguments = new ArrayList<>(List.of("publish", "--rebuild", "--config", config.toString()));
        arguments.addAll(List.of(more));
        return Ovoscope.commandLine().setErr(new PrintWriter(err)).execute(arguments.toArray(String[]::new));
    }

    private void awaitPublished(PublishStage stage) throws Exception {
        CurveTopics.await(
                () -> count("probe") == 2 * 2 * STEPS
                        && influxd.rows("probes", "SELECT points, \"snapshots.taken\" FROM health")
                                        .size()
                                == 3
                        && stage.gauges().getOrDefault("lag.records", 1.0) == 0
                        && runsIn("finding").size() == 2,
                true);
    }

    /** All points of all measurements, as InfluxDB gives them by series. */
    private SortedMap<String, JsonNode> everything() throws Exception {
        SortedMap<String, JsonNode> all = new TreeMap<>();
        for (String measurement : List.of("probe", "snapshot", "layers", "emergence", "finding", "health")) {
            all.put(measurement, influxd.query("probes", "SELECT * FROM \"" + measurement + "\" GROUP BY *"));
        }
        return all;
    }

    private Set<String> runsIn(String measurement) throws Exception {
        Set<String> runs = new TreeSet<>();
        influxd.rows("probes", "SHOW TAG VALUES FROM " + measurement + " WITH KEY = run")
                .forEach(row -> runs.add(row.get(1)));
        return runs;
    }

    private long count(String measurement) throws Exception {
        return influxd.rows("probes", "SELECT count(step) FROM " + measurement).stream()
                .mapToLong(row -> Long.parseLong(row.get(1)))
                .sum();
    }

    private PublishStage publish() {
        return PublishStage.start(
                kafka,
                InfluxSettings.at(influxd.url(), "probes"),
                catalog,
                topics.deadLetters(),
                InstantSource.system());
    }

    private SortedMap<String, Long> committed() throws Exception {
        SortedMap<String, Long> offsets = new TreeMap<>();
        try (Admin admin = Admin.create(kafka.admin("test-admin"))) {
            admin.listConsumerGroupOffsets("ovoscope-publish")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition.toString(), offset.offset()));
        }
        return offsets;
    }

    private List<String> groups() throws Exception {
        try (Admin admin = Admin.create(kafka.admin("test-admin"))) {
            return admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .toList();
        }
    }

    private static Finding emergence(String run, double quantile, double best) {
        return new Emergence(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                1,
                "block1",
                quantile,
                4,
                8,
                null,
                null,
                CurveTopics.START,
                .2,
                best,
                16,
                .5,
                32,
                1000);
    }
}
