package io.ovoscope.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.replay.CheckpointFile;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayChoiceTest {
    private static CheckpointFile file(long step, int attempt) {
        return new CheckpointFile(
                Path.of("x.zip"), step, Instant.EPOCH, Double.NaN, attempt, Optional.empty(), Optional.empty());
    }

    private static RunManifest manifest(int attempt, long resumedAtStep) {
        return new RunManifest(
                "r",
                attempt,
                resumedAtStep,
                Instant.EPOCH,
                "model",
                10,
                List.of(new LayerInfo(0, "l", 4)),
                "abc",
                List.of(),
                List.of(),
                "",
                "",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "0");
    }

    private static List<Long> steps(ReplayChoice choice) {
        return choice.chosen().stream().map(CheckpointFile::step).toList();
    }

    @Test
    void stepsThatTheRunLacksAreChosen() {
        ReplayChoice choice = ReplayChoice.of(
                List.of(file(1, 0), file(2, 0), file(3, 0)), Optional.empty(), Set.of(2L), List.of(), false);

        assertThat(steps(choice)).containsExactly(1L, 3L);
        assertThat(choice.left()).containsOnlyKeys(2L);
        assertThat(choice.left().get(2L)).contains("the run has it");
    }

    @Test
    void replacingTakesTheOthersToo() {
        assertThat(steps(ReplayChoice.of(
                        List.of(file(1, 0), file(2, 0)), Optional.empty(), Set.of(2L), List.of(), true)))
                .containsExactly(1L, 2L);
    }

    @Test
    void onlyStepsAskedForAreChosenAndThoseThatAreMissingAreNamed() {
        List<CheckpointFile> files = List.of(file(1, 0), file(2, 0), file(3, 0));

        assertThat(steps(ReplayChoice.of(files, Optional.empty(), Set.of(), List.of(3L), false)))
                .containsExactly(3L);
        assertThatThrownBy(() -> ReplayChoice.of(files, Optional.empty(), Set.of(), List.of(9L, 3L, 7L), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--steps [7, 9]: no such checkpoint: expecting some of [1, 2, 3]");
    }

    @Test
    void stepsThatAResumedTrainingTookAnewAreLeftOut() {
        ReplayChoice choice = ReplayChoice.of(
                List.of(file(100, 1), file(200, 1), file(300, 2), file(400, 0)),
                Optional.of(manifest(2, 150)),
                Set.of(),
                List.of(),
                false);

        assertThat(steps(choice)).as("of an unknown attempt is taken").containsExactly(100L, 300L, 400L);
        assertThat(choice.left().get(200L)).contains("attempt 1 went on without it");
    }
}
