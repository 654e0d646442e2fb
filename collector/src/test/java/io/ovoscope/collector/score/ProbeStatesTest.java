package io.ovoscope.collector.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.ProbeWeights;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProbeStatesTest {
    private static final int BYTES = 2 * 4 * 2 * 5;

    static ProbeWeights state(int layer, long step) {
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

    private static LayerSample sample(int layer, LayerSample.Role role, long step) {
        return new LayerSample(
                "r", 1, layer, step, "set", role, 0, 1, LayerSample.tensor(new float[] {step, 1, 2, 3, 4, 5}, 3));
    }

    @Test
    void sampleReplacesTheOneInItsRole() {
        ProbeStates states = new ProbeStates(1 << 20);
        states.put(sample(0, LayerSample.Role.FIRST, 0), 0);
        states.put(sample(0, LayerSample.Role.PREVIOUS, 4), 0);
        states.put(sample(0, LayerSample.Role.PREVIOUS, 8), 0);

        Remembered remembered = states.of(new LayerId("r", 0), 0);
        assertThat(remembered.first()).get().returns(0L, Remembered.Sample::step);
        assertThat(remembered.previous()).get().satisfies(previous -> {
            assertThat(previous.step()).isEqualTo(8);
            assertThat(previous.probeSet()).isEqualTo("set");
            assertThat(previous.width()).isEqualTo(3);
            assertThat(previous.rows()).containsExactly(8, 1, 2, 3, 4, 5);
        });
        assertThat(remembered.tasks()).isEmpty();
    }

    @Test
    void samplesTakeRoomAndThoseOfTheLeastRecentLayersAreForgotten() {
        ProbeStates states = new ProbeStates(2 * BYTES + 24);
        states.put(state(0, 1), 0);
        states.put(sample(0, LayerSample.Role.FIRST, 0), 0);
        states.put(state(1, 1), 0);
        assertThat(states.of(new LayerId("r", 0), 0).first()).isPresent();
        states.of(new LayerId("r", 1), 0);

        states.put(sample(1, LayerSample.Role.FIRST, 0), 0);

        assertThat(states.of(new LayerId("r", 0), 0).first()).isEmpty();
        assertThat(of(states, 0).weights()).as("go with it").isEmpty();
        assertThat(of(states, 1).weights()).isPresent();
        assertThat(states.of(new LayerId("r", 1), 0).first()).isPresent();
    }

    @Test
    void replacedAndRemovedSamplesTakeNoRoom() {
        ProbeStates states = new ProbeStates(BYTES + 24);
        for (int step = 0; step < 100; step++) {
            states.put(sample(0, LayerSample.Role.PREVIOUS, step), 0);
        }
        states.remove(new LayerId("r", 0), LayerSample.Role.PREVIOUS);
        states.put(sample(1, LayerSample.Role.PREVIOUS, 1), 0);
        states.put(state(1, 1), 0);

        assertThat(of(states, 1).weights()).isPresent();
        assertThat(states.of(new LayerId("r", 1), 0).previous()).isPresent();
        assertThat(states.of(new LayerId("r", 0), 0).previous()).isEmpty();
    }

    @Test
    void sampleOfADeletedRunIsNotThatOfTheNextOfItsName() {
        ProbeStates states = new ProbeStates(1 << 20);
        states.put(sample(0, LayerSample.Role.FIRST, 0), 0);

        assertThat(states.of(new LayerId("r", 0), 1).first()).isEmpty();
        states.put(sample(0, LayerSample.Role.FIRST, 3), 1);
        states.put(sample(0, LayerSample.Role.FIRST, 0), 0);

        assertThat(states.of(new LayerId("r", 0), 1).first()).get().returns(3L, Remembered.Sample::step);
    }
}
