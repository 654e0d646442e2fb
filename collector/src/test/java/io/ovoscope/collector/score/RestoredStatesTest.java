package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.score.Examples.FakeCatalog;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.LayerSample.Role;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.RecordKey;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RestoredStatesTest {
    private static final LayerId LAYER = new LayerId("r", 0);
    private static final int WIDTH = 3;

    private final FakeCatalog catalog = FakeCatalog.knowingTheRun();
    private final ProbeStates states = new ProbeStates(1 << 20);
    private final RestoredStates restored = new RestoredStates(states, catalog);

    private static ConsumerRecord<String, byte[]> record(String key, byte @org.jspecify.annotations.Nullable [] value) {
        return new ConsumerRecord<>("ovoscope.probes", 0, 0, key, value);
    }

    private void take(ProbeWeights state) {
        restored.take(record(state.key(), state.write()));
    }

    private void take(LayerSample part) {
        restored.take(record(part.key(), part.write()));
    }

    private static float[] rows(long step) {
        float[] rows = new float[7 * WIDTH];
        IntStream.range(0, rows.length).forEach(i -> rows[i] = 100 * step + i);
        return rows;
    }

    /** Seven rows in parts of two. */
    private static List<LayerSample> parts(Role role, long step) {
        return SampleParts.split(
                new LayerSample("r", 1, 0, step, "set", role, 0, 1, LayerSample.tensor(rows(step), WIDTH)),
                2 * WIDTH * Float.BYTES + 1);
    }

    @Test
    void statesAreTaken() {
        take(ProbeStatesTest.state(0, 4));

        assertThat(states.of(LAYER, 0).tasks()).containsOnlyKeys("Tag").containsValue(ProbeStatesTest.state(0, 4));
    }

    @Test
    void tombstoneRemovesAState() {
        take(ProbeStatesTest.state(0, 4));
        restored.take(record(RecordKey.probe("r", "Tag", 0), null));

        assertThat(states.of(LAYER, 0).tasks()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsPassedOver() {
        restored.take(record("r/Tag/2", new byte[] {1, 2, 3}));
        restored.take(record("r/~first/0/0", new byte[] {1, 2, 3}));
        restored.take(record("nonsense", null));
        restored.take(record("r/Tag/second", null));
        take(ProbeStatesTest.state(0, 4));

        assertThat(states.of(LAYER, 0).tasks()).containsOnlyKeys("Tag");
    }

    @Test
    void recordWhoseKeyIsAnothersIsPassedOver() {
        restored.take(record("r/Tag/1", ProbeStatesTest.state(0, 4).write()));
        parts(Role.FIRST, 0)
                .forEach(part ->
                        restored.take(record(RecordKey.sample("r", Role.PREVIOUS, 0, part.part()), part.write())));

        assertThat(states.of(LAYER, 0)).isEqualTo(Remembered.NOTHING);
        assertThat(states.of(new LayerId("r", 1), 0)).isEqualTo(Remembered.NOTHING);
    }

    @Test
    void stateAndSampleBelongToTheRunThatIsThereNow() {
        catalog.deletions.put("r", 2);
        take(ProbeStatesTest.state(0, 4));
        parts(Role.FIRST, 0).forEach(this::take);

        assertThat(states.of(LAYER, 2).tasks()).containsOnlyKeys("Tag");
        assertThat(states.of(LAYER, 2).first()).isPresent();
    }

    @Test
    void sampleIsPutTogetherFromItsParts() {
        List<LayerSample> parts = parts(Role.PREVIOUS, 8);
        assertThat(parts).hasSize(4);
        for (int part : new int[] {2, 0, 3, 1}) {
            assertThat(states.of(LAYER, 0).previous()).isEmpty();
            take(parts.get(part));
        }

        assertThat(states.of(LAYER, 0).previous()).get().satisfies(sample -> {
            assertThat(sample.step()).isEqualTo(8);
            assertThat(sample.width()).isEqualTo(WIDTH);
            assertThat(sample.rows()).isEqualTo(rows(8));
        });
        assertThat(states.of(LAYER, 0).first()).isEmpty();
    }

    @Test
    void sampleThatLacksAPartIsForgotten() {
        parts(Role.PREVIOUS, 8).subList(0, 3).forEach(this::take);

        assertThat(states.of(LAYER, 0).previous()).isEmpty();
    }

    @Test
    void partsOfTwoStepsMakeNoSample() {
        parts(Role.PREVIOUS, 4).subList(2, 4).forEach(this::take);
        parts(Role.PREVIOUS, 8).subList(0, 2).forEach(this::take);

        assertThat(states.of(LAYER, 0).previous()).isEmpty();
    }

    @Test
    void tombstoneOfAPartRemovesTheSample() {
        parts(Role.FIRST, 0).forEach(this::take);
        parts(Role.PREVIOUS, 8).forEach(this::take);
        restored.take(record(RecordKey.sample("r", Role.FIRST, 0, 3), null));

        assertThat(states.of(LAYER, 0).first()).isEmpty();
        assertThat(states.of(LAYER, 0).previous()).isPresent();
    }

    @Test
    void sampleThatHoldsNoNumbersIsPassedOver() {
        float[] broken = rows(8);
        broken[5] = Float.NaN;
        take(new LayerSample("r", 1, 0, 8, "set", Role.FIRST, 0, 1, LayerSample.tensor(broken, WIDTH)));

        assertThat(states.of(LAYER, 0).first()).isEmpty();
    }

    @Test
    void rowThatIsLargerThanAPartGoesAlone() {
        LayerSample whole = new LayerSample("r", 1, 0, 8, "set", Role.FIRST, 0, 1, LayerSample.tensor(rows(8), WIDTH));

        assertThat(SampleParts.split(whole, 1))
                .hasSize(7)
                .allSatisfy(part -> assertThat(part.rows().size()).isEqualTo(WIDTH));
    }
}
