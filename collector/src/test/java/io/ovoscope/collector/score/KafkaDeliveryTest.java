package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.Figures;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.ProbeWeights;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Against Kafka's own in-memory producer, which refuses partitions that its topics lack. */
class KafkaDeliveryTest {
    private static final String CURVES = "ovoscope.curves";
    private static final String PROBES = "ovoscope.probes";
    private static final int PROBE_PARTITIONS = 2;

    private final ScoreCounters counters = new ScoreCounters();
    private int maxBytes = Integer.MAX_VALUE;
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(cluster(), true, null, new StringSerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
                    int bytes = record.value().length;
                    return bytes > maxBytes
                            ? CompletableFuture.failedFuture(new RecordTooLargeException(bytes + " bytes"))
                            : super.send(record);
                }
            };
    private final KafkaDelivery delivery = new KafkaDelivery(producer, KafkaSettings.plain("nowhere:1"), counters);

    private static Cluster cluster() {
        List<PartitionInfo> partitions = new ArrayList<>();
        partitions.add(partition(CURVES, 0));
        for (int p = 0; p < PROBE_PARTITIONS; p++) {
            partitions.add(partition(PROBES, p));
        }
        return new Cluster("c", List.of(), partitions, Set.of(), Set.of());
    }

    private static PartitionInfo partition(String topic, int number) {
        return new PartitionInfo(topic, number, Node.noNode(), new Node[0], new Node[0]);
    }

    private static CurvePoint point() {
        BitSet correct = new BitSet();
        correct.set(0, 80_000);
        return new CurvePoint(
                "r",
                1,
                "Tag",
                Level.SYNTAX,
                LabelSource.GOLD,
                1,
                "l1",
                4,
                Instant.EPOCH,
                null,
                Baseline.UNTRAINED,
                new Evidence.Items("set", 80_000, correct, null),
                new Figures(Map.of(Figure.ACCURACY, 1.0)),
                null,
                false,
                List.of());
    }

    private static ProbeWeights state(int width) {
        return new ProbeWeights(
                "r",
                1,
                "Tag",
                1,
                4,
                "set",
                2,
                width,
                10,
                OptionalDouble.of(0.5),
                1,
                Optional.of(ProbeWeights.tensor(new float[2 * (width + 1)], 2, width)),
                Optional.empty());
    }

    @Test
    void stateGoesToThePartitionThatItsRestoreReadsWhereItsTopicHasFewer() throws Exception {
        delivery.deliver(3, new LayerResult(List.of(), List.of(state(4)), List.of()));

        assertThat(producer.history())
                .singleElement()
                .returns(PROBES, ProducerRecord::topic)
                .returns(3 % PROBE_PARTITIONS, ProducerRecord::partition)
                .returns(state(4).key(), ProducerRecord::key);
    }

    @Test
    void pointThatItsTopicFindsTooLargeIsReplacedByOneThatSaysSo() throws Exception {
        maxBytes = 2_000;

        delivery.deliver(0, new LayerResult(List.of(point()), List.of(), List.of()));

        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo(point().key());
            assertThat(CurveRecord.read(record.value()))
                    .isInstanceOfSatisfying(
                            CurvePoint.class,
                            sent -> assertThat(sent.evidence())
                                    .isInstanceOfSatisfying(
                                            Evidence.Missing.class,
                                            missing -> assertThat(missing.detail())
                                                    .contains(CURVES)
                                                    .contains("max.message.bytes")));
        });
        assertThat(counters.get(Counter.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void stateThatItsTopicFindsTooLargeKeepsItsStrengthAndFloor() throws Exception {
        maxBytes = 2_000;

        delivery.deliver(0, new LayerResult(List.of(), List.of(state(1_000)), List.of()));

        assertThat(producer.history()).singleElement().satisfies(record -> {
            ProbeWeights sent = ProbeWeights.read(ByteBuffer.wrap(record.value()));
            assertThat(sent.weights()).isEmpty();
            assertThat(sent.l2()).isEqualTo(10);
            assertThat(sent.untrained()).hasValue(0.5);
        });
    }

    @Test
    void recordThatIsTooLargeInEveryFormIsGivenUpSoThatScoringGoesOn() throws Exception {
        maxBytes = 10;

        delivery.deliver(0, new LayerResult(List.of(point()), List.of(state(4)), List.of()));

        assertThat(producer.history()).isEmpty();
        assertThat(counters.get(Counter.TOO_LARGE)).isEqualTo(2);
    }

    @Test
    void sampleGoesInPartsThatItsTopicTakes() throws Exception {
        float[] rows = new float[2_048 * 768];
        rows[rows.length - 1] = 3;
        LayerSample sample =
                new LayerSample("r", 1, 1, 4, "set", LayerSample.Role.PREVIOUS, 0, 1, LayerSample.tensor(rows, 768));

        delivery.deliver(3, new LayerResult(List.of(), List.of(), List.of(sample)));

        assertThat(producer.history())
                .hasSize(8)
                .allSatisfy(record -> {
                    assertThat(record.partition()).isEqualTo(3 % PROBE_PARTITIONS);
                    assertThat(record.value()).hasSizeLessThan(901_000);
                })
                .extracting(ProducerRecord::key)
                .doesNotHaveDuplicates()
                .allMatch(LayerSample::isKey);
        LayerSample last =
                LayerSample.read(ByteBuffer.wrap(producer.history().get(7).value()));
        assertThat(last.rows().floats("rows")).endsWith(3f);
    }

    @Test
    void partOfASampleThatItsTopicFindsTooLargeIsGivenUp() throws Exception {
        maxBytes = 100;
        LayerSample sample = new LayerSample(
                "r", 1, 1, 4, "set", LayerSample.Role.PREVIOUS, 0, 1, LayerSample.tensor(new float[200], 100));

        delivery.deliver(0, new LayerResult(List.of(), List.of(), List.of(sample)));

        assertThat(producer.history()).isEmpty();
        assertThat(counters.get(Counter.TOO_LARGE)).isEqualTo(1);
    }
}
