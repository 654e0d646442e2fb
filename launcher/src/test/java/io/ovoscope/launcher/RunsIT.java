package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.RunDeletion;
import io.ovoscope.collector.topics.RunListing;
import io.ovoscope.collector.topics.RunSummary;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerProfile;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listing and deleting runs on a real broker. */
class RunsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOSTILE = "100% of a/b, \"c\"=d\né";

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

    @Test
    void runsAreListedWithWhatThereIsOfThem() throws Exception {
        RunManifest manifest = topics.announce(HOSTILE, 0);
        topics.announce("announced only", 0);
        topics.step(HOSTILE, 0, .5);
        topics.step(HOSTILE, 64, .5);
        topics.step(HOSTILE, 64, .75);
        topics.send(new StepClosed(HOSTILE, 1, 64, CurveTopics.START, 2, 2, false));
        topics.send(profile(HOSTILE, 99));
        topics.send(CurveTopics.point("no manifest", 0, 7, .5));
        topics.flush();
        List<RunSummary> runs = RunListing.read(kafka, PATIENCE);
        assertThat(runs).hasSize(3);
        assertThat(runs.get(0).run()).isEqualTo(HOSTILE);
        assertThat(runs.get(0).manifest()).hasValue(manifest);
        assertThat(runs.get(0).points()).isEqualTo(4);
        assertThat(runs.get(0).steps()).isEqualTo(2);
        assertThat(runs.get(0).newestStep()).isEqualTo(OptionalLong.of(64));
        assertThat(runs.get(1).run()).isEqualTo("announced only");
        assertThat(runs.get(1).newestStep()).isEmpty();
        assertThat(runs.get(2).run()).isEqualTo("no manifest");
        assertThat(runs.get(2).manifest()).isEmpty();
    }

    @Test
    void aDeletedRunIsGoneFromEveryTopicAndTheOthersStay() throws Exception {
        RunManifest gone = topics.announce(HOSTILE, 0);
        RunManifest stays = topics.announce("stays", 1);
        for (RunManifest run : List.of(gone, stays)) {
            topics.step(run.run(), 3, .5);
            topics.send(new StepClosed(run.run(), 1, 3, CurveTopics.START, 2, 2, false));
            topics.send(profile(run.run(), 3));
            topics.send(emergence(run.run()));
            for (LayerSample.Role role : LayerSample.Role.values()) {
                topics.send(Topic.PROBES, run.run(), RecordKey.sample(run.run(), role, 1, 0), new byte[] {1});
            }
        }
        topics.flush();
        List<String> elsewhere = new ArrayList<>();
        RunDeletion.Deleted deleted =
                RunDeletion.delete(kafka, HOSTILE, topics.producer(), List.of(elsewhere::add), PATIENCE);
        assertThat(deleted.records())
                .containsEntry(Topic.RUNS, 1)
                .containsEntry(Topic.CURVES, 4)
                .containsEntry(Topic.PROBES, 2)
                .containsEntry(Topic.FINDINGS, 1)
                .containsKey(Topic.PROBE_SETS);
        assertThat(elsewhere).containsExactly(HOSTILE);
        assertThat(RunListing.read(kafka, PATIENCE)).extracting(RunSummary::run).containsExactly("stays");
        int tombstones =
                deleted.records().values().stream().mapToInt(Integer::intValue).sum();
        CurveTopics.await(() -> tombstones().size(), tombstones);
        assertThat(tombstones())
                .noneMatch(key -> key.startsWith("stays") || key.startsWith(stays.probeSet()))
                .anyMatch(key -> key.startsWith(gone.probeSet()));
        RunDeletion.Deleted again = RunDeletion.delete(kafka, HOSTILE, topics.producer(), List.of(), PATIENCE);
        assertThat(again.anything()).isFalse();
    }

    @Test
    void aProbeSetThatAnotherRunUsesStays() throws Exception {
        topics.announce("gone", 0);
        topics.announce("stays", 0);
        topics.flush();
        RunDeletion.Deleted deleted = RunDeletion.delete(kafka, "gone", topics.producer(), List.of(), PATIENCE);
        assertThat(deleted.records()).containsOnlyKeys(Topic.RUNS);
    }

    @Test
    void anotherStoreThatFailsIsNamedAndTheTopicsAreDone() throws Exception {
        topics.announce("gone", 0);
        topics.flush();
        RunDeletion.OtherStore failing = run -> {
            throw new IOException("InfluxDB is away");
        };
        assertThatThrownBy(() -> RunDeletion.delete(kafka, "gone", topics.producer(), List.of(failing), PATIENCE))
                .isInstanceOf(IOException.class)
                .hasMessage("InfluxDB is away");
        assertThat(RunListing.read(kafka, PATIENCE)).isEmpty();
    }

    @Test
    void aBrokerThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> RunListing.read(KafkaSettings.plain("127.0.0.1:1"), Duration.ofMillis(500)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    private List<String> tombstones() {
        return List.of(Topic.RUNS, Topic.PROBE_SETS, Topic.PROBES, Topic.CURVES, Topic.FINDINGS).stream()
                .flatMap(topic -> topics.records(topic).stream())
                .filter(record -> record.value() == null)
                .map(ConsumerRecord::key)
                .toList();
    }

    private static LayerProfile profile(String run, long step) {
        return new LayerProfile(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                LabelSource.GOLD,
                step,
                CurveTopics.START,
                null,
                2,
                CurveTopics.ITEMS,
                1,
                .5,
                1,
                1,
                List.of(.0, 1.0),
                1.0,
                1.0,
                1.0);
    }

    private static Emergence emergence(String run) {
        return new Emergence(
                run,
                1,
                "UPOS",
                Level.MORPHOLOGY,
                1,
                "block1",
                .5,
                4,
                8,
                null,
                null,
                CurveTopics.START,
                .2,
                .8,
                16,
                .5,
                32,
                1000);
    }
}
