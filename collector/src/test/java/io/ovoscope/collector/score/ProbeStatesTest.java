package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.score.Examples.FakeCatalog;
import io.ovoscope.wire.ProbeWeights;
import io.ovoscope.wire.RecordKey;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ProbeStatesTest {
    private static final int BYTES = 2 * 4 * 2 * 5;

    private static ProbeWeights state(int layer, long step) {
        float[] weights = new float[10];
        weights[0] = step;
        return new ProbeWeights(
                "r",
                1,
                "Tag",
                layer,
                step,
                "set",
                2,
                4,
                10,
                OptionalDouble.of(0.5),
                1,
                Optional.of(ProbeWeights.tensor(weights, 2, 4)),
                Optional.of(ProbeWeights.tensor(weights, 2, 4)));
    }

    private static ProbeWeights of(ProbeStates states, int layer) {
        return Objects.requireNonNull(
                states.of(new LayerId("r", layer), 0).tasks().get("Tag"));
    }

    @Test
    void weightsOfTheLeastRecentLayersAreForgottenAndStrengthsKept() {
        ProbeStates states = new ProbeStates(2 * BYTES);
        states.put(state(0, 1), 0);
        states.put(state(1, 1), 0);
        states.of(new LayerId("r", 0), 0);
        states.put(state(2, 1), 0);

        assertThat(of(states, 1).weights()).as("used longest ago").isEmpty();
        assertThat(of(states, 1).l2()).isEqualTo(10);
        assertThat(of(states, 1).untrained()).hasValue(0.5);
        assertThat(of(states, 0).weights()).isPresent();
        assertThat(of(states, 2).weights()).isPresent();
    }

    @Test
    void newerStateOfATaskReplacesTheOlderWithoutTakingRoom() {
        ProbeStates states = new ProbeStates(BYTES);
        for (int step = 0; step < 100; step++) {
            states.put(state(0, step), 0);
        }

        assertThat(of(states, 0).step()).isEqualTo(99);
        assertThat(of(states, 0).weights()).isPresent();
    }

    @Test
    void stateOfADeletedRunIsNotThatOfTheNextOfItsName() {
        ProbeStates states = new ProbeStates(1 << 20);
        states.put(state(0, 8), 0);

        assertThat(states.of(new LayerId("r", 0), 1).tasks()).isEmpty();
        states.put(state(0, 1), 1);
        states.put(state(0, 9), 0);

        assertThat(Objects.requireNonNull(
                                states.of(new LayerId("r", 0), 1).tasks().get("Tag"))
                        .step())
                .as("a late state of the deleted run is passed over")
                .isEqualTo(1);
    }

    @Test
    void stateOfADeletedRunTakesNoRoom() {
        ProbeStates states = new ProbeStates(BYTES);
        states.put(state(0, 8), 0);
        states.put(state(0, 1), 1);

        assertThat(Objects.requireNonNull(
                                states.of(new LayerId("r", 0), 1).tasks().get("Tag"))
                        .weights())
                .isPresent();
    }

    @Test
    void restoredStateBelongsToTheRunThatIsThereNow() {
        ProbeStates states = new ProbeStates(1 << 20);
        FakeCatalog catalog = FakeCatalog.knowingTheRun();
        catalog.deletions.put("r", 2);

        StateRestore.take(record(RecordKey.probe("r", "Tag", 0), state(0, 4).write()), states, catalog);

        assertThat(states.of(new LayerId("r", 0), 2).tasks()).containsOnlyKeys("Tag");
    }

    @Test
    void restoreTakesStatesTombstonesAndPassesOverWhatItCannotRead() {
        FakeCatalog catalog = FakeCatalog.knowingTheRun();
        ProbeStates states = new ProbeStates(1 << 20);
        StateRestore.take(record(RecordKey.probe("r", "Tag", 0), state(0, 4).write()), states, catalog);
        StateRestore.take(record(RecordKey.probe("r", "Tag", 1), state(1, 4).write()), states, catalog);
        StateRestore.take(record(RecordKey.probe("r", "Tag", 1), null), states, catalog);
        StateRestore.take(record("r/Tag/2", new byte[] {1, 2, 3}), states, catalog);
        StateRestore.take(record("nonsense", null), states, catalog);

        assertThat(of(states, 0)).isEqualTo(state(0, 4));
        assertThat(states.of(new LayerId("r", 1), 0).tasks()).isEmpty();
        assertThat(states.of(new LayerId("r", 2), 0).tasks()).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> record(String key, byte @org.jspecify.annotations.Nullable [] value) {
        return new ConsumerRecord<>("ovoscope.probes", 0, 0, key, value);
    }
}
