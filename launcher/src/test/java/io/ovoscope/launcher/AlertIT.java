package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.ovoscope.collector.alert.AlertSettings;
import io.ovoscope.collector.alert.AlertStage;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.settings.Secret;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Regression;
import io.ovoscope.wire.Topic;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert stage between a real broker and a webhook. */
class AlertIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private HttpServer webhook;
    private EmbeddedBroker broker;
    private KafkaSettings kafka;
    private CurveTopics topics;

    @BeforeEach
    void start() throws Exception {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (answer == 200) {
                heard.add(body.path("run").asText() + " " + body.path("status").asText());
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        webhook.start();
        broker = EmbeddedBroker.start(directory.resolve("kafka"), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        kafka = KafkaSettings.plain(broker.bootstrapServers());
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        topics = new CurveTopics(kafka);
    }

    @AfterEach
    void stop() {
        topics.close();
        broker.close();
        webhook.stop(0);
    }

    private AlertStage alert() {
        AlertSettings d = AlertSettings.defaults();
        String url = "http://127.0.0.1:" + webhook.getAddress().getPort() + "/";
        AlertSettings settings = new AlertSettings(
                false,
                2_000,
                50,
                500,
                d.alertmanager(),
                new AlertSettings.WebhookSettings(new Secret(url), Secret.none()));
        return AlertStage.start(kafka, settings, topics.deadLetters(), InstantSource.system());
    }

    private static Regression regression(String run, @Nullable Long recoveredStep) {
        Regression.Drop drop = new Regression.Drop(
                1, "block1", List.of(1L, 2L, 3L), 0.9, 0.8, 0.1, 0.05, 0.15, 1e-6, 0.01, 50, 10, 400);
        return new Regression(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.GOLD,
                8,
                9,
                CurveTopics.START,
                recoveredStep,
                recoveredStep == null ? null : CurveTopics.START.plusSeconds(recoveredStep),
                List.of(drop),
                Regression.Verdict.MODEL_REGRESSED,
                List.of("the loss rose"),
                1e-5,
                0.005,
                7,
                null);
    }

    private void found(Regression finding) {
        topics.send(finding);
        topics.flush();
    }

    @Test
    void outageOfTheWebhookAndOfTheCollectorAtOnceLosesNothing() throws Exception {
        try (AlertStage stage = alert()) {
            found(regression("before", null));
            CurveTopics.await(() -> List.copyOf(heard), List.of("before firing"));
            answer = 503;
            found(regression("during", null));
            found(regression("passing", null));
            CurveTopics.await(() -> stage.counters().getOrDefault("webhook.retried", 0L) >= 2, true);
            CurveTopics.await(() -> stage.counters().getOrDefault("log.told", 0L), 3L);
        }
        found(regression("passing", 20L));
        found(regression("before", 21L));
        try (AlertStage stage = alert()) {
            CurveTopics.await(() -> stage.counters().getOrDefault("webhook.retried", 0L) >= 2, true);
            answer = 200;
            CurveTopics.await(
                    () -> heard.stream().sorted().toList(),
                    List.of("before firing", "before resolved", "during firing", "passing resolved"));
            CurveTopics.await(() -> stage.counters().getOrDefault("log.told", 0L), 2L);
            assertThat(stage.ended().toCompletableFuture()).isNotDone();
        }
    }

    @Test
    void deletedRunIsResolvedAndARestartTellsNothingTwice() throws Exception {
        try (AlertStage stage = alert()) {
            found(regression("gone", null));
            found(regression("stays", null));
            CurveTopics.await(() -> heard.stream().sorted().toList(), List.of("gone firing", "stays firing"));
            topics.send(Topic.FINDINGS, "gone", regression("gone", null).key(), null);
            topics.flush();
            CurveTopics.await(() -> heard.contains("gone resolved"), true);
            CurveTopics.await(() -> stage.counters().getOrDefault("webhook.told", 0L), 3L);
        }
        try (AlertStage stage = alert()) {
            found(regression("new", null));
            CurveTopics.await(() -> heard.contains("new firing"), true);
            assertThat(heard).hasSize(4);
            CurveTopics.await(() -> stage.gauges().getOrDefault("webhook.waiting", 1.0), 0.0);
        }
    }
}
