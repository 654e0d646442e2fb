package io.ovoscope.demo.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.demo.model.ModelConfig.Architecture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConfigTest {

    @Test
    void impossibleModelIsRefused() {
        assertThatThrownBy(() -> new ModelConfig(Architecture.TRANSFORMER, 64, 3, 5, 2000, 32, 6, 1))
                .hasMessage("heads 5: expecting a divisor of width 64");
        assertThatThrownBy(() -> new ModelConfig(Architecture.TRANSFORMER, 64, 0, 4, 2000, 32, 6, 1))
                .hasMessage("layers 0: expecting at least 1");
        assertThatThrownBy(() -> new ModelConfig(Architecture.TRANSFORMER, 64, 3, 4, 2000, 32, Double.NaN, 1))
                .hasMessage("initScale NaN: expecting a positive number");
    }

    @Test
    void impossibleTrainingIsRefused() {
        assertThatThrownBy(() -> new TrainingConfig(16, 0, 10, 100, Duration.ofMinutes(1), 1))
                .hasMessage("learningRate 0.0: expecting a positive number");
        assertThatThrownBy(() -> new TrainingConfig(16, 1e-3, 100, 100, Duration.ofMinutes(1), 1))
                .hasMessage("warmUpSteps 100: expecting 0 <= warmUpSteps < maxSteps 100");
        assertThatThrownBy(() -> new TrainingConfig(16, 1e-3, 10, 100, Duration.ZERO, 1))
                .hasMessage("maxTime PT0S: expecting a positive duration");
    }
}
