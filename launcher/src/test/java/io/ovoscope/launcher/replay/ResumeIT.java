package io.ovoscope.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.publish.InfluxSettings;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.WholeTopics;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.launcher.exchange.RunRecords;
import io.ovoscope.testkit.InfluxDaemon;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.EarlierAttempt;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training that is killed and goes on from an earlier checkpoint under its name, through the whole line and to a real InfluxDB. */
@Timeout(240)
class ResumeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private KafkaSettings kafka;
    private InfluxDaemon influxd;
    private Collector collector;
    private TinyTraining training;

    @BeforeEach
    void start() throws Exception {
        influxd = InfluxDaemon.start(Files.createDirectory(directory.resolve("influx")));
        influxd.query("", "CREATE DATABASE ovoscope");
        broker = EmbeddedBroker.start(directory.resolve("broker"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        kafka = KafkaSettings.plain(broker.bootstrapServers());
        collector = collector();
        training = new TinyTraining(directory);
    }

    private Collector collector() {
        CollectorSettings settings = CollectorSettings.defaults().withKafka(kafka);
        return Collector.start(
                settings.withInfluxdb(InfluxSettings.at(influxd.url(), "ovoscope"))
                        .withView(settings.view().withPort(0)),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        if (collector != null) {
            collector.close();
        }
        if (broker != null) {
            broker.close();
        }
        influxd.close();
    }

    /** Trains in another process, which it kills once all of its snapshots are there. */
    private void trainAndKill(String run, int to, int save, File saved) throws Exception {
        Path log = Files.createTempFile(directory, "training", ".log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ResumableTraining.class.getName(),
                        directory.toString(),
                        broker.bootstrapServers(),
                        run,
                        "" + to,
                        "" + save,
                        saved.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await(
                    () -> {
                        assertThat(process.isAlive())
                                .as("%s", Files.readString(log))
                                .isTrue();
                        return Files.readString(log).contains("there after");
                    },
                    true);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static <T> void await(Callable<T> actual, T expected) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T now = actual.call();
        while (!expected.equals(now) && System.nanoTime() < deadline) {
            Thread.sleep(100);
            now = actual.call();
        }
        assertThat(now).isEqualTo(expected);
    }

    /** The attempt of each step of a curve that counts, as the topics say. */
    private Map<Long, Integer> attemptsInTopics(String run) throws Exception {
        Map<Long, Integer> attempts = new TreeMap<>();
        for (CurvePoint point : records(run).points()) {
            if (point.task().equals("UPOS") && point.layer() == 1) {
                attempts.put(point.step(), point.attempt());
            }
        }
        return attempts;
    }

    private RunRecords records(String run) throws Exception {
        return RunRecords.read(kafka, run, PATIENCE);
    }

    /** The same, as a dashboard asks InfluxDB; a step that is there twice is an attempt of -1. */
    private Map<Long, Integer> attemptsInInflux(String run, boolean retired) throws Exception {
        Map<Long, Integer> attempts = new TreeMap<>();
        for (List<String> row : influxd.rows(
                "ovoscope",
                "SELECT step, attempt FROM probe WHERE run = '" + run + "' AND task = 'UPOS' AND layer = '01'"
                        + " AND \"retired\" = " + retired)) {
            attempts.merge(Long.parseLong(row.get(1)), Integer.parseInt(row.get(2)), (a, b) -> -1);
        }
        return attempts;
    }

    private JsonNode page(String path) throws Exception {
        URI address = collector.page().orElseThrow().resolve(path);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        return JsonMapper.builder().build().readTree(answer.body());
    }

    private Map<Long, Integer> attemptsOnPage(String run) throws Exception {
        Map<Long, Integer> attempts = new TreeMap<>();
        for (JsonNode row : page("/api/runs/" + run).path("points").path("rows")) {
            if (row.path(0).asText().equals("UPOS") && row.path(1).asInt() == 1) {
                attempts.put(row.path(2).asLong(), row.path(3).asInt());
            }
        }
        return attempts;
    }

    /** The schedule takes step 1 too, the power of two. */
    private static Map<Long, Integer> evenSteps(int attempt, long from, long to) {
        Map<Long, Integer> steps = new TreeMap<>();
        if (from == 0) {
            steps.put(1L, attempt);
        }
        LongStream.rangeClosed(from / 2, to / 2).forEach(i -> steps.put(2 * i, attempt));
        return steps;
    }

    private Map<String, Health> agentsHealth(String run) throws Exception {
        Map<String, Health> health = new HashMap<>();
        WholeTopics.read(kafka, "test-health", List.of(Topic.HEALTH), PATIENCE, record -> {
            Health read = Health.read(record.value());
            if (read.run().equals(run)) {
                health.put(read.process(), read);
            }
        });
        return health;
    }

    @Test
    void killedTrainingGoesOnInTheSameCurvesInKafkaOnThePageAndInInfluxDb() throws Exception {
        File saved = directory.resolve("model.zip").toFile();
        trainAndKill("r", 16, 8, saved);
        await(() -> attemptsInInflux("r", false), evenSteps(1, 0, 16));

        trainAndKill("r", 12, 10, saved);
        Map<Long, Integer> second = evenSteps(1, 0, 6);
        second.putAll(evenSteps(2, 8, 12));
        await(() -> attemptsInTopics("r"), second);
        await(() -> attemptsOnPage("r"), second);
        await(() -> attemptsInInflux("r", false), second);
        await(() -> attemptsInInflux("r", true), evenSteps(1, 8, 16));

        trainAndKill("r", 20, 0, saved);
        Map<Long, Integer> third = new TreeMap<>(second);
        third.putAll(evenSteps(3, 10, 20));
        third.remove(12L, 2);
        await(() -> attemptsInTopics("r"), third);
        await(() -> attemptsOnPage("r"), third);
        await(() -> attemptsInInflux("r", false), third);
        RunManifest manifest = records("r").manifest().orElseThrow();
        assertThat(manifest.attempt()).isEqualTo(3);
        assertThat(manifest.earlierAttempts())
                .extracting(EarlierAttempt::resumedAtStep)
                .containsExactly(0L, 8L);
        for (String measurement : List.of("snapshot", "layers")) {
            await(
                    () -> {
                        TreeSet<String> steps = new TreeSet<>();
                        List<List<String>> rows = influxd.rows(
                                "ovoscope", "SELECT step FROM " + measurement + " WHERE \"retired\" = false");
                        rows.forEach(row -> steps.add(row.get(1)));
                        return rows.size() + " " + steps.size();
                    },
                    "12 12");
        }

        // Emptied and published again from the topics, InfluxDB says the same.
        collector.close();
        influxd.query("", "DROP DATABASE ovoscope");
        influxd.query("", "CREATE DATABASE ovoscope");
        deleteOffsets();
        collector = collector();
        await(() -> attemptsInInflux("r", false), third);
    }

    private void deleteOffsets() throws Exception {
        try (var admin = org.apache.kafka.clients.admin.Admin.create(kafka.admin("test"))) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                try {
                    admin.deleteConsumerGroups(List.of("ovoscope-publish"))
                            .all()
                            .get();
                    return;
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(System.nanoTime()).as("%s", e).isLessThan(deadline);
                    Thread.sleep(200);
                }
            }
        }
    }

    @Test
    void twoAgentsUnderOneNameLeaveTheNewerAloneAndTheOlderIsHeardWithItsLosses() throws Exception {
        TinyTraining.Watched older = training.watched("two", kafka, ResumableTraining.EVERY_SECOND);
        older.train(0, 4);
        await(() -> older.agent().metrics().sent(), 4L);
        TinyTraining.Watched newer = training.watched("two", kafka, ResumableTraining.EVERY_SECOND);
        await(() -> newer.agent().metrics().sent(), 1L);
        older.train(4, 8);
        await(() -> older.agent().metrics().dropped().getOrDefault(DropReason.FENCED, 0L), 2L);
        newer.train(0, 8);
        await(() -> newer.agent().metrics().sent(), 6L);
        older.train(8, 10);
        older.close();
        newer.close();

        assertThat(older.network().getIterationCount()).as("training goes on").isEqualTo(10);
        await(() -> attemptsInTopics("two"), evenSteps(2, 0, 8));
        await(() -> attemptsInInflux("two", false), evenSteps(2, 0, 8));
        await(
                () -> agentsHealth("two").values().stream()
                        .map(health ->
                                health.attempt() + " " + health.counters().getOrDefault("snapshots.dropped.fenced", 0L))
                        .sorted()
                        .toList(),
                List.of("1 3", "2 0"));
    }

    @Test
    void networkRestoredInTheSameProcessGoesOnAsANewAttempt() throws Exception {
        File saved = directory.resolve("best.zip").toFile();
        try (TinyTraining.Watched first = training.watched("early", kafka, ResumableTraining.EVERY_SECOND)) {
            first.train(0, 4);
            org.deeplearning4j.util.ModelSerializer.writeModel(first.network(), saved, true);
            first.train(4, 8);
        }
        try (TinyTraining.Watched second = training.resumed(
                "early",
                kafka,
                ResumableTraining.EVERY_SECOND,
                org.deeplearning4j.nn.multilayer.MultiLayerNetwork.load(saved, true))) {
            second.train(4, 6);
        }
        Map<Long, Integer> expected = evenSteps(1, 0, 2);
        expected.putAll(evenSteps(2, 4, 6));
        await(() -> attemptsInTopics("early"), expected);
        await(() -> attemptsOnPage("early"), expected);
        await(() -> attemptsInInflux("early", false), expected);
    }
}
