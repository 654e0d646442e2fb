package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.StageName;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.collector.view.ViewSettings;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stages joined, against a real broker. */
@Timeout(120)
class CollectorIT {
    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    private KafkaSettings kafka = KafkaSettings.plain("");

    @BeforeAll
    static void startBroker() throws Exception {
        broker = EmbeddedBroker.start(directory, BrokerSettings.DEFAULT.withMinFreeDiskBytes(0));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void choosePrefix(TestInfo test) {
        String prefix = "t" + Integer.toHexString(test.getDisplayName().hashCode());
        kafka = new KafkaSettings(broker.bootstrapServers(), prefix, Map.of());
    }

    private CollectorSettings settings() {
        return CollectorSettings.defaults().withKafka(kafka);
    }

    @Test
    void snapshotsGoTheWholeLineToThePage() throws Exception {
        SyntheticRun run = new SyntheticRun("line", 2, 8, 120);
        ConcurrentLinkedQueue<StepClosed> closed = new ConcurrentLinkedQueue<>();
        Map<String, Map<String, Long>> counters = new ConcurrentHashMap<>();
        try (Collector collector = Collector.start(settings(), Clock.systemUTC());
                ScoreTopics topics = new ScoreTopics(kafka);
                TopicTail tail = new TopicTail(kafka, "closed", List.of(Topic.CURVES, Topic.HEALTH), record -> {
                    if (record.topic().equals(kafka.name(Topic.HEALTH))) {
                        Health health = Health.read(record.value());
                        counters.put(health.stage(), health.counters());
                    } else if (CurveRecord.read(record.value()) instanceof StepClosed step) {
                        closed.add(step);
                    }
                })) {
            topics.announce(run);
            topics.snapshot(run, 0);
            topics.snapshot(run, 4);
            topics.awaitPoints(2 * 2 * 3);
            while (closed.size() < 2 || counters.size() < 4) {
                Thread.sleep(50);
            }

            assertThat(tail.awaitCaughtUp(java.time.Duration.ofSeconds(10))).isTrue();
            assertThat(closed).allSatisfy(step -> {
                assertThat(step.present()).isEqualTo(6);
                assertThat(step.expired()).isFalse();
            });
            assertThat(counters).containsOnlyKeys("score", "watch", "alert", "collector");
            assertThat(counters.get("collector"))
                    .containsOnlyKeys(
                            "dead-letters",
                            "dead-letters.catalog",
                            "dead-letters.score",
                            "dead-letters.watch",
                            "dead-letters.alert")
                    .doesNotContainValue(1L);
            assertThat(get(collector.page().orElseThrow().resolve("api/runs"))).contains("line");
            assertThat(collector.ended().toCompletableFuture()).isNotDone();
        }
    }

    private static String get(URI address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void closedCollectorHasEndedAndCanBeStartedAgain() {
        Collector first = Collector.start(settings(), Clock.systemUTC());
        first.close();
        assertThat(first.ended().toCompletableFuture()).isCompleted();

        Collector.start(settings().withStages(List.of(StageName.SCORE)), Clock.systemUTC())
                .close();
    }

    @Test
    void occupiedPortEndsWhatHadBeenStarted() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ViewSettings taken = new ViewSettings("127.0.0.1", socket.getLocalPort(), 1_000, List.of());

            assertThatThrownBy(() -> Collector.start(settings().withView(taken), Clock.systemUTC()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(Integer.toString(socket.getLocalPort()));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("score") && thread.isAlive())
                .isEmpty();
    }

    @Test
    void missingTopicsAreCreatedAndOthersLeftWithAWarning() throws Exception {
        try (Admin admin = Admin.create(kafka.admin("test"))) {
            admin.createTopics(List.of(new NewTopic(kafka.name(Topic.PROBES), 2, (short) 1)))
                    .all()
                    .get();
        }

        List<String> warnings = TopicAdmin.ensure(kafka, TopicSizes.defaults());

        assertThat(warnings).hasSize(2);
        assertThat(warnings.get(0)).contains(".probes has 2 partitions: expecting as many as");
        assertThat(warnings.get(1)).contains(".probes has cleanup.policy 'delete': expecting 'compact'");
        assertThat(TopicAdmin.ensure(kafka, TopicSizes.defaults())).isEqualTo(warnings);
    }

    @Test
    void brokerThatIsAwayIsNamed() {
        KafkaSettings nobody = KafkaSettings.plain("127.0.0.1:1");
        KafkaSettings impatient = new KafkaSettings(
                nobody.bootstrapServers(), "x", Map.of("default.api.timeout.ms", "1500", "request.timeout.ms", "1000"));

        assertThatThrownBy(() -> TopicAdmin.ensure(impatient, TopicSizes.defaults()))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("cannot list topics")
                .hasMessageContaining("127.0.0.1:1");
    }
}
