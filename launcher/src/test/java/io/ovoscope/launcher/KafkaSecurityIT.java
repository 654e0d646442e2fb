package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.AgentMetrics;
import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.collector.Collector;
import io.ovoscope.collector.CollectorSettings;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.launcher.broker.SecuredBroker;
import io.ovoscope.launcher.replay.TinyTraining;
import io.ovoscope.settings.SettingsFile;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Agent and collector against a Kafka with TLS, passwords and rights: the documented ones do, and what lacks is said. */
@Timeout(120)
class KafkaSecurityIT {
    private static final String AGENT_PASSWORD = "agents-pass-3b1f";
    private static final String COLLECTOR_PASSWORD = "collectors-pass-77ac";
    private static final String WRONG_PASSWORD = "mistyped-pass-e09d";
    private static final List<String> SECRETS = List.of(AGENT_PASSWORD, COLLECTOR_PASSWORD, WRONG_PASSWORD);

    @TempDir
    private static Path directory;

    private static SecuredBroker broker;

    @TempDir
    private Path folder;

    private LogCapture log = new LogCapture();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = SecuredBroker.start(directory);
        broker.addUser("ovoscope-agent", AGENT_PASSWORD);
        broker.addUser("ovoscope-collector", COLLECTOR_PASSWORD);
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    @BeforeEach
    void grantWhatIsDocumented() throws Exception {
        List<AclBinding> rules = KafkaRights.documented();
        assertThat(rules).hasSizeGreaterThan(10);
        broker.grantOnly(rules);
    }

    @AfterEach
    void noSecretHasReachedTheLog() {
        log.close();
        assertThat(log.text()).doesNotContain(SECRETS);
    }

    /** A settings file as docs/kafka-security.md shows it. */
    private Path file(String user, Path authority, String more) throws IOException {
        String text = """
                kafka:
                  bootstrapServers: %s
                  properties:
                    security.protocol: SASL_SSL
                    sasl.mechanism: SCRAM-SHA-512
                    sasl.jaas.config: org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="${KAFKA_PASSWORD}";
                    ssl.truststore.type: PEM
                    ssl.truststore.location: %s
                %s
                """.formatted(broker.bootstrapServers(), user, authority, more);
        return Files.writeString(folder.resolve(user + ".yaml"), text);
    }

    private AgentSettings agent(String run, String password) throws IOException {
        String more = """
                run: %s
                overheadBudget: 1
                queueMaxSnapshots: 8
                send:
                  sendTimeoutMillis: 5000
                """.formatted(run);
        Path file = file("ovoscope-agent", broker.authority(), more);
        AgentSettings settings = SettingsFile.read(file, AgentSettings.defaults(), Map.of("KAFKA_PASSWORD", password));
        assertThat(settings.toString()).doesNotContain(SECRETS);
        return settings;
    }

    private CollectorSettings collector(String password, Path authority) throws IOException {
        Path file = file("ovoscope-collector", authority, "stages: [score, watch, view]");
        CollectorSettings settings = CollectorSettings.read(file, Map.of("KAFKA_PASSWORD", password));
        assertThat(settings.toString()).doesNotContain(SECRETS);
        return settings;
    }

    private AgentMetrics train(AgentSettings settings) throws IOException {
        TinyTraining.Watched training = new TinyTraining(folder).watched(settings);
        try (training) {
            training.train(0, TinyTraining.STEPS);
        }
        return training.agent().metrics();
    }

    private static void grantAllBut(Predicate<AclBinding> lacking) throws Exception {
        List<AclBinding> rules = new ArrayList<>(KafkaRights.documented());
        assertThat(rules.removeIf(lacking)).isTrue();
        broker.grantOnly(rules);
    }

    @Test
    void aRunGoesThroughTheWholeLineWithTheDocumentedRightsAndLeavesNoSecret() throws Exception {
        Set<Long> closed = ConcurrentHashMap.newKeySet();
        Set<String> leaks = ConcurrentHashMap.newKeySet();
        Set<String> read = ConcurrentHashMap.newKeySet();
        KafkaSettings own = new KafkaSettings(broker.bootstrapServers(), Topic.DEFAULT_PREFIX, broker.ownProperties());
        try (Collector collector =
                        Collector.start(collector(COLLECTOR_PASSWORD, broker.authority()), Clock.systemUTC());
                TopicTail everything = new TopicTail(own, "reader", List.of(Topic.values()), record -> {
                    read.add(record.topic());
                    lookForSecrets(record, leaks);
                    if (record.topic().equals(own.name(Topic.CURVES))
                            && record.value() != null
                            && CurveRecord.read(record.value()) instanceof StepClosed step) {
                        closed.add(step.step());
                    }
                })) {
            AgentMetrics end = train(agent("secured", AGENT_PASSWORD));
            assertThat(end.droppedTotal()).as(log.text()).isZero();
            while (closed.size() < end.sent()) {
                Thread.sleep(50);
            }
            assertThat(closed).contains(0L, 16L, (long) TinyTraining.STEPS);
            everything.readThrough().toCompletableFuture().join();
            assertThat(collector.ended().toCompletableFuture()).isNotDone();
        }
        assertThat(read).contains(own.name(Topic.RUNS), own.name(Topic.HEALTH), own.name(Topic.ACTIVATIONS));
        assertThat(leaks).isEmpty();
        assertThat(log.text()).doesNotContain("WARN").doesNotContain("ERROR");
    }

    private static void lookForSecrets(ConsumerRecord<String, byte[]> record, Set<String> leaks) {
        byte[] value = Objects.requireNonNullElse(record.value(), new byte[0]);
        String text = record.key() + new String(value, StandardCharsets.ISO_8859_1);
        if (SECRETS.stream().anyMatch(text::contains)) {
            leaks.add(record.topic() + "@" + record.offset());
        }
    }

    /** A blank within it that nobody put quotation marks around. */
    @Test
    void aLoginThatKafkaCannotReadIsRefusedWithoutRepeatingIt() throws Exception {
        String login =
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=u password=pass-3 b1f;";
        Path file = Files.writeString(folder.resolve("c.yaml"), """
                kafka:
                  properties:
                    sasl.jaas.config: %s
                """.formatted(login));
        assertThatThrownBy(() -> CollectorSettings.read(file, Map.of()))
                .hasMessageContaining("c.yaml:1")
                .hasMessageContaining("sasl.jaas.config")
                .message()
                .doesNotContain("pass-3", "b1f");
        assertThatThrownBy(() -> SettingsFile.read(file, AgentSettings.defaults(), Map.of()))
                .hasMessageContaining("sasl.jaas.config")
                .message()
                .doesNotContain("pass-3", "b1f");
    }

    @Test
    void theMostTalkativeLogHoldsNoSecret() throws Exception {
        Path file = file("ovoscope-collector", broker.authority(), "stages: [score, watch, alert]");
        String right = talkative(file, COLLECTOR_PASSWORD);
        assertThat(right).contains("Collecting.").contains("sasl.jaas.config = [hidden]");
        assertThat(right).doesNotContain(SECRETS);
        String wrong = talkative(file, WRONG_PASSWORD);
        assertThat(wrong).contains("refuses user or password").contains("sasl.jaas.config = [hidden]");
        assertThat(wrong).doesNotContain(SECRETS);
    }

    /** What the container's program says at level debug, Kafka's client included, until it works or ends. */
    private String talkative(Path settings, String password) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                "-cp",
                System.getProperty("java.class.path"),
                CollectorContainer.class.getName(),
                "--config",
                settings.toString());
        java.environment().put("KAFKA_PASSWORD", password);
        Process process =
                java.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        while (process.isAlive() && !Files.readString(output).contains("Collecting.")) {
            Thread.sleep(100);
        }
        process.waitFor(2, TimeUnit.SECONDS); // some turns
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    @Test
    void aWrongPasswordOfTheCollectorIsSaidWithTheSettingToLookAt() throws Exception {
        CollectorSettings settings = collector(WRONG_PASSWORD, broker.authority());
        assertThatThrownBy(() -> RunningCollector.start(settings))
                .isInstanceOf(UserFacing.class)
                .hasMessageContaining("refuses user or password")
                .hasMessageContaining("sasl.jaas.config")
                .hasMessageNotContaining("Is a broker running there?")
                .message()
                .doesNotContain(SECRETS);
    }

    @Test
    void aWrongPasswordOfTheAgentCostsSnapshotsAndIsSaidOnceWithTheSettingToLookAt() throws Exception {
        AgentMetrics end = train(agent("mistyped", WRONG_PASSWORD));
        assertThat(end.taken()).isPositive();
        assertThat(end.sent()).isZero();
        assertThat(end.dropped()).containsOnlyKeys(DropReason.UNAUTHORIZED);
        assertThat(log.text().split("tried again in the background", -1)).hasSize(2);
        assertThat(log.text()).contains("refuses user or password").contains("sasl.jaas.config");
    }

    @Test
    void anAuthorityThatDidNotSignIsSaidWithTheSettingToLookAt() throws Exception {
        CollectorSettings settings = collector(COLLECTOR_PASSWORD, broker.strangersAuthority());
        assertThatThrownBy(() -> RunningCollector.start(settings))
                .isInstanceOf(UserFacing.class)
                .hasMessageContaining("certificate is not trusted")
                .hasMessageContaining("ssl.truststore.location");
    }

    @Test
    void aRightThatTheAgentLacksIsNamed() throws Exception {
        grantAllBut(rule -> rule.pattern().resourceType().name().equals("TRANSACTIONAL_ID"));
        Collector.start(collector(COLLECTOR_PASSWORD, broker.authority()), Clock.systemUTC())
                .close();
        AgentMetrics end = train(agent("lacking", AGENT_PASSWORD));
        assertThat(end.dropped()).containsOnlyKeys(DropReason.UNAUTHORIZED);
        assertThat(log.text()).contains("Transactional Id authorization failed").contains("docs/kafka-security.md");
    }

    @Test
    void aTopicThatTheAgentMayNotWriteIsNamed() throws Exception {
        grantAllBut(rule -> rule.pattern().name().equals("ovoscope.activations"));
        Collector.start(collector(COLLECTOR_PASSWORD, broker.authority()), Clock.systemUTC())
                .close();
        assertThat(train(agent("unwritable", AGENT_PASSWORD)).dropped()).containsOnlyKeys(DropReason.UNAUTHORIZED);
        assertThat(log.text()).contains("ovoscope.activations").contains("docs/kafka-security.md");
    }

    @Test
    void aRightThatTheCollectorLacksIsNamed() throws Exception {
        grantAllBut(rule -> rule.toString().contains("ovoscope-collector")
                && rule.pattern().resourceType().name().equals("GROUP"));
        try (RunningCollector collector = RunningCollector.start(collector(COLLECTOR_PASSWORD, broker.authority()))) {
            assertThatThrownBy(collector::awaitEnd)
                    .isInstanceOf(UserFacing.class)
                    .hasMessageContaining("ovoscope-score")
                    .hasMessageContaining("docs/kafka-security.md");
            String watching = "watching the curves fails; tried again every second; the user lacks a right";
            while (!log.text().contains("ovoscope-watch")) {
                Thread.sleep(50);
            }
            Thread.sleep(2_500); // two more tries
            assertThat(log.text().split(watching, -1)).hasSize(2);
        }
    }

    @Test
    void aCollectorThatMayNotCreateTopicsSaysWhich() throws Exception {
        String prefix = "elsewhere";
        CollectorSettings here = collector(COLLECTOR_PASSWORD, broker.authority());
        CollectorSettings settings = here.withKafka(new KafkaSettings(
                here.kafka().bootstrapServers(), prefix, here.kafka().properties()));
        assertThatThrownBy(() -> RunningCollector.start(settings))
                .hasMessageContaining("elsewhere.runs")
                .hasMessageContaining("docs/kafka-security.md");
    }
}
