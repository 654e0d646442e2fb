package io.ovoscope.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link's thread outlives errors: while it lives, so does the hope of a session. */
@Timeout(20)
class KafkaLinkTest {
    private static final KafkaTarget NOBODY = new KafkaTarget("127.0.0.1:1", "ovoscope", Map.of());

    private final SendSettings settings =
            SendSettings.defaults().withSendTimeoutMillis(3_000).withHealthIntervalMillis(100);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    private KafkaSession session() {
        KafkaClients clients = new KafkaClients(NOBODY, settings.withSendTimeoutMillis(100), "r7");
        return new KafkaSession(clients.transactionalProducer(), clients.announcer(), 1, new Partitions(1), 1);
    }

    private HealthAlone alone() {
        KafkaClients clients = new KafkaClients(NOBODY, settings.withSendTimeoutMillis(100), "r7");
        return new HealthAlone(clients::announcer, new HealthTopic(NOBODY));
    }

    private static Health health() {
        return new Health("agent-1", "agent", "r7", Instant.EPOCH, Map.of(), Map.of());
    }

    @Test
    void errorInOpeningIsFollowedByAnotherTry() throws SendFailure {
        try (KafkaLink link = new KafkaLink(
                () -> {
                    if (opened.getAndIncrement() == 0) {
                        throw new NoClassDefFoundError("told to fail");
                    }
                    return session();
                },
                new HealthTopic(NOBODY),
                new CheckpointNews(NOBODY),
                null,
                alone(),
                KafkaLinkTest::health,
                settings)) {
            link.start();
            assertThat(link.await().attempt()).isEqualTo(1);
            assertThat(opened).hasValue(2);
        }
    }

    @Test
    void errorInOpeningIsWhatASnapshotIsLostFor() {
        try (KafkaLink link = new KafkaLink(
                () -> {
                    throw new NoClassDefFoundError("told to fail");
                },
                new HealthTopic(NOBODY),
                new CheckpointNews(NOBODY),
                null,
                alone(),
                KafkaLinkTest::health,
                settings.withSendTimeoutMillis(300))) {
            link.start();
            assertThatThrownBy(link::await)
                    .isInstanceOf(SendFailure.class)
                    .hasMessageContaining("told to fail")
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    @Test
    void errorsInReportingHealthEndNeitherReportsNorSessions() throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        try (KafkaLink link = new KafkaLink(
                () -> {
                    opened.incrementAndGet();
                    return session();
                },
                new HealthTopic(NOBODY),
                new CheckpointNews(NOBODY),
                null,
                alone(),
                () -> {
                    third.countDown();
                    if (asked.getAndIncrement() == 0) {
                        throw new AssertionError("told to fail");
                    }
                    return health();
                },
                settings)) {
            link.start();
            KafkaSession first = link.await();
            assertThat(third.await(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            link.lost(first);
            assertThat(link.await()).isNotEqualTo(first);
            assertThat(opened).hasValue(2);
        }
    }
}
