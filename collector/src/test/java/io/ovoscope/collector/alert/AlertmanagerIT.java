package io.ovoscope.collector.alert;

import static io.ovoscope.collector.finding.SampleFindings.open;
import static io.ovoscope.collector.finding.SampleFindings.recovered;
import static io.ovoscope.collector.finding.SampleFindings.suspected;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.ovoscope.collector.topics.Backoff;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.MockTopics;
import io.ovoscope.settings.Secret;
import io.ovoscope.testkit.AlertmanagerDaemon;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Topic;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real Alertmanager, with a webhook behind it that notes what people would be told. */
class AlertmanagerIT {
    private static final KafkaSettings KAFKA = KafkaSettings.plain("localhost:1");
    private static final String FINDINGS = KAFKA.name(Topic.FINDINGS);
    private static final TopicPartition PARTITION = new TopicPartition(FINDINGS, 0);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private final List<String> notifications = new CopyOnWriteArrayList<>();
    private HttpServer people;
    private AlertmanagerDaemon daemon;
    private MockConsumer<String, byte[]> consumer;
    private ReceiverCounters counters;
    private ReceiverGroup group;

    @BeforeEach
    void start() throws Exception {
        people = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        people.createContext("/", exchange -> {
            for (JsonNode alert :
                    JSON.readTree(exchange.getRequestBody().readAllBytes()).path("alerts")) {
                notifications.add(alert.path("status").asText() + " "
                        + alert.path("labels").path("verdict").asText());
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        people.start();
        daemon = AlertmanagerDaemon.start(
                directory, "http://127.0.0.1:" + people.getAddress().getPort() + "/");
        startGroup(List.of(), -1);
    }

    @AfterEach
    void stop() {
        if (group != null) {
            group.close();
        }
        if (daemon != null) {
            daemon.close();
        }
        people.stop(0);
    }

    private void startGroup(List<Finding> history, long committed) {
        consumer = MockTopics.consumer(FINDINGS);
        counters = new ReceiverCounters("alertmanager");
        JsonPost post = new JsonPost(
                "Alertmanager",
                "alerts.alertmanager",
                URI.create(daemon.url() + "/api/v2/alerts"),
                Secret.none(),
                Duration.ofSeconds(5));
        InstantSource clock = InstantSource.system();
        Receiver receiver = new AlertmanagerReceiver(post, Duration.ofMillis(500), Duration.ofMinutes(5), clock);
        Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500), new SplittableRandom(1));
        group = new ReceiverGroup(
                consumer,
                KAFKA,
                receiver,
                new Teller(receiver, backoff, clock, counters),
                counters,
                (record, reason) -> {});
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            consumer.updateEndOffsets(Map.of(PARTITION, (long) history.size()));
            if (committed >= 0) {
                consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(committed)));
            }
            consumer.schedulePollTask(() -> {
                for (int offset = 0; offset < history.size(); offset++) {
                    consumer.addRecord(at(offset, history.get(offset)));
                }
            });
        });
        group.start();
    }

    private static ConsumerRecord<String, byte[]> at(long offset, Finding finding) {
        return new ConsumerRecord<>(FINDINGS, 0, offset, finding.key(), finding.write());
    }

    private void find(long offset, Finding finding) {
        MockTopics.add(consumer, at(offset, finding));
    }

    private void comesAbout(BooleanSupplier condition) throws InterruptedException {
        assertThat(MockTopics.comesAbout(condition))
                .as("notifications %s, counters %s", notifications, counters.values())
                .isTrue();
    }

    private boolean repeated(long atLeast) {
        return counters.values().getOrDefault("alertmanager.repeated", 0L) >= atLeast;
    }

    @Test
    void findingFiresOnceHoweverOftenItIsRepeatedAndIsResolved() throws Exception {
        find(0, open("demo"));
        comesAbout(() -> notifications.contains("firing MODEL_REGRESSED"));
        comesAbout(() -> repeated(3));
        assertThat(daemon.alerts()).hasSize(1);
        assertThat(daemon.alerts()
                        .path(0)
                        .path("annotations")
                        .path("description")
                        .asText())
                .contains("Verdict MODEL_REGRESSED");

        find(1, recovered("demo"));
        comesAbout(() -> notifications.contains("resolved MODEL_REGRESSED"));
        assertThat(notifications).containsExactly("firing MODEL_REGRESSED", "resolved MODEL_REGRESSED");
        assertThat(daemon.alerts()).isEmpty();
    }

    @Test
    void outageOfAlertmanagerLosesNothing() throws Exception {
        find(0, open("early"));
        comesAbout(() -> notifications.size() == 1);

        daemon.kill();
        find(1, open("late"));
        find(2, recovered("early"));
        comesAbout(() -> counters.values().getOrDefault("alertmanager.retried", 0L) >= 2);
        daemon.startAgain();

        comesAbout(() -> counters.values().getOrDefault("alertmanager.told", 0L) == 3);
        comesAbout(() -> notifications.contains("firing MODEL_REGRESSED") && notifications.size() >= 2);
        assertThat(daemon.alerts()).hasSize(1);
        assertThat(daemon.alerts().path(0).path("labels").path("run").asText()).isEqualTo("late");
    }

    @Test
    void alertmanagerThatForgotItsAlertsIsToldAgain() throws Exception {
        find(0, open("demo"));
        comesAbout(() -> notifications.size() == 1);
        daemon.kill();
        daemon.startAgain();
        comesAbout(() -> {
            try {
                return daemon.alerts().size() == 1;
            } catch (Exception e) {
                return false;
            }
        });
    }

    @Test
    void restartOfTheCollectorKeepsTheAlertOpenAndTellsWhatHappenedMeanwhile() throws Exception {
        find(0, open("demo"));
        comesAbout(() -> notifications.size() == 1);
        group.close();
        startGroup(List.of(open("demo")), 1);
        comesAbout(() -> repeated(2));
        assertThat(notifications).hasSize(1);
        group.close();
        startGroup(List.of(open("demo"), recovered("demo")), 1);
        comesAbout(() -> notifications.contains("resolved MODEL_REGRESSED"));
        assertThat(daemon.alerts()).isEmpty();
    }

    @Test
    void changedVerdictReplacesTheAlert() throws Exception {
        find(0, suspected("demo"));
        comesAbout(() -> notifications.contains("firing PROBE_SUSPECTED"));
        find(1, open("demo"));
        comesAbout(() -> notifications.contains("firing MODEL_REGRESSED"));
        comesAbout(() -> notifications.contains("resolved PROBE_SUSPECTED"));
        assertThat(daemon.alerts()).hasSize(1);
    }
}
