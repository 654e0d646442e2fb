package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.collector.view.ViewServer;
import io.ovoscope.collector.view.ViewSettings;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's server on a real broker. */
class ViewIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private EmbeddedBroker broker;
    private KafkaSettings kafka;
    private CurveTopics topics;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(directory, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
        kafka = KafkaSettings.plain(broker.bootstrapServers());
        TopicAdmin.ensure(kafka, TopicSizes.defaults());
        topics = new CurveTopics(kafka);
    }

    @AfterEach
    void stop() {
        topics.close();
        broker.close();
    }

    private static JsonNode get(ViewServer page, String path) throws Exception {
        return JSON.readTree(page.address().resolve(path).toURL());
    }

    private static int points(ViewServer page) throws Exception {
        return get(page, "/healthz").path("points").asInt();
    }

    @Test
    void everyPageSeesWhatWasThereAndWhatComes() throws Exception {
        topics.announce("a/run", 0);
        topics.step("a/run", 0, .25);
        topics.flush();
        try (ViewServer first = ViewServer.start(kafka, ViewSettings.defaults());
                ViewServer second = ViewServer.start(kafka, ViewSettings.defaults())) {
            assertThat(first.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
            assertThat(second.awaitCaughtUp(Duration.ofSeconds(30))).isTrue();
            assertThat(List.of(points(first), points(second))).containsOnly(2);
            topics.step("a/run", 1, .5);
            topics.flush();
            CurveTopics.await(() -> List.of(points(first), points(second)), List.of(4, 4));
            JsonNode run = get(first, "/api/runs").path("runs").path(0);
            assertThat(run.path("run").asText()).isEqualTo("a/run");
            assertThat(get(first, "/api/runs/" + run.path("id").asText())
                            .path("points")
                            .path("rows"))
                    .hasSize(4);
        }
    }

    @Test
    void aRunIsFinishedWhenItsAgentSaysSoAndGoneWhenItIsDeleted() throws Exception {
        topics.announce("r", 0);
        topics.step("r", 0, .25);
        Health last =
                new Health("agent-1", "agent", "r", Instant.now(), Map.of("training.ended", 1L), Map.of("step", 7.0));
        topics.send(Topic.HEALTH, "r", last.key(), last.write());
        topics.flush();
        try (ViewServer page = ViewServer.start(kafka, ViewSettings.defaults())) {
            CurveTopics.await(
                    () -> get(page, "/api/runs")
                            .path("runs")
                            .path(0)
                            .path("state")
                            .asText(),
                    "finished");
            topics.send(Topic.CURVES, "r", RecordKey.point("r", "UPOS", 0, 0), null);
            topics.send(Topic.CURVES, "r", RecordKey.point("r", "UPOS", 1, 0), null);
            topics.send(Topic.RUNS, "", RecordKey.run("r"), null);
            topics.flush();
            CurveTopics.await(
                    () -> points(page) + get(page, "/api/runs").path("runs").size(), 0);
        }
    }
}
