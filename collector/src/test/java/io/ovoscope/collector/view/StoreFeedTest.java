package io.ovoscope.collector.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.Topic;
import io.ovoscope.wire.WireFormatException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreFeedTest {
    private static final String RUN = "my run/1";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final KafkaSettings kafka = KafkaSettings.plain("nowhere:1");
    private final CurveStore store = new CurveStore(10_000);
    private final StoreFeed feed = new StoreFeed(kafka, store, StoreFeed.CURVES);
    private final SampleRun sample = new SampleRun(RUN, NOON);

    @SuppressWarnings("NullAway") // Kafka's records have null values: tombstones
    private void read(Topic topic, String key, byte @Nullable [] value) {
        feed.read(new ConsumerRecord<>(kafka.name(topic), 0, 0, key, value));
    }

    private void readEverything() {
        read(Topic.RUNS, RecordKey.run(RUN), sample.manifest().write());
        sample.points(4).forEach(point -> read(Topic.CURVES, point.key(), point.write()));
        read(Topic.CURVES, sample.closed(4).key(), sample.closed(4).write());
        read(Topic.CURVES, sample.profile(4).key(), sample.profile(4).write());
        sample.findings().forEach(finding -> read(Topic.FINDINGS, finding.key(), finding.write()));
    }

    @Test
    void whatStandsInTheTopicsIsStored() {
        readEverything();
        read(
                Topic.HEALTH,
                "agent-1/agent",
                new Health("agent-1", "agent", RUN, NOON, Map.of(), Map.of("step", 9.0)).write());
        assertThat(store.pointCount()).isEqualTo(SampleRun.taskNames().size() * SampleRun.LAYERS);
        assertThat(store.read(RUN, run -> run.findingsSince(-1).size()))
                .contains(sample.findings().size());
        assertThat(store.read(RUN, run -> run.closedSince(-1).size())).contains(1);
        assertThat(store.read(RUN, run -> run.profilesSince(-1))).contains(List.of(sample.profile(4)));
        assertThat(store.read(RUN, run -> run.agent().isPresent())).contains(true);
    }

    @Test
    void tombstonesDeleteWhatStoodUnderTheirKey() {
        readEverything();
        sample.points(4).forEach(point -> read(Topic.CURVES, point.key(), null));
        read(Topic.CURVES, sample.closed(4).key(), null);
        read(Topic.CURVES, sample.profile(4).key(), null);
        for (Finding finding : sample.findings()) {
            read(Topic.FINDINGS, finding.key(), null);
        }
        assertThat(store.pointCount()).isZero();
        assertThat(store.read(
                        RUN,
                        run -> run.closedSince(-1).size()
                                + run.profilesSince(-1).size()
                                + run.findingsSince(-1).size()))
                .contains(0);
        read(Topic.RUNS, RecordKey.run(RUN), null);
        assertThat(store.mapRuns(RunCurves::run)).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsRefusedAndChangesNothing() {
        readEverything();
        long version = store.version();
        assertThatThrownBy(() -> read(Topic.CURVES, "k", "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireFormatException.class);
        assertThatThrownBy(() -> read(Topic.CURVES, "a/b", null)).hasMessageContaining("a/b");
        assertThat(store.version()).isEqualTo(version);
    }
}
