package io.ovoscope.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RunManifestTest {
    private static RunManifest fromCheckpoints() {
        RunManifest usual = GoldenFiles.manifest();
        return new RunManifest(
                usual.run(),
                usual.attempt(),
                usual.resumedAtStep(),
                usual.startedAt(),
                usual.model(),
                usual.parameters(),
                usual.layers(),
                usual.probeSet(),
                usual.tasks(),
                usual.skippedTasks(),
                usual.schedule(),
                usual.encoder(),
                usual.pooling(),
                usual.precision(),
                usual.baseline(),
                usual.agentVersion(),
                true);
    }

    @Test
    void thatARunWasMadeOfCheckpointsIsReadBackAndIsNotSaidOfOthers() {
        assertThat(RunManifest.read(fromCheckpoints().write())).isEqualTo(fromCheckpoints());
        assertThat(new String(GoldenFiles.manifest().write(), StandardCharsets.UTF_8))
                .doesNotContain("fromCheckpoints");
        assertThat(fromCheckpoints().withAttempt(2).fromCheckpoints()).isTrue();
    }

    private static RunManifest began(long atStep) {
        RunManifest usual = GoldenFiles.manifest();
        return new RunManifest(
                usual.run(),
                1,
                atStep,
                usual.startedAt().plusSeconds(atStep),
                usual.model(),
                usual.parameters(),
                usual.layers(),
                usual.probeSet(),
                usual.tasks(),
                usual.skippedTasks(),
                usual.schedule(),
                usual.encoder(),
                usual.pooling(),
                usual.precision(),
                Baseline.FIRST,
                usual.agentVersion());
    }

    @Test
    void everyLaterAttemptRetiresTheStepsFromItsBeginningOn() {
        RunManifest third =
                RunManifest.read(began(800).after(began(500).after(began(0))).write());

        assertThat(third.isRetired(1, 499)).isFalse();
        assertThat(third.isRetired(1, 500)).isTrue();
        assertThat(third.isRetired(2, 799)).isFalse();
        assertThat(third.isRetired(2, 800)).isTrue();
        assertThat(third.isRetired(3, 800)).isFalse();
        assertThat(third.isRetired(1, 600, 1)).as("as attempt 1 could know it").isFalse();
    }

    @Test
    void runBeganAnewWhereAnAttemptBeganAtItsFirstStepOrBefore() {
        assertThat(began(500).after(began(0)).beganAnewAfter(1, 2)).isFalse();
        assertThat(began(0).after(began(0)).beganAnewAfter(1, 2)).isTrue();
        assertThat(began(10).after(began(20)).beganAnewAfter(1, 2)).isTrue();
        assertThat(began(0).after(began(0)).beganAnewAfter(1, 1)).isFalse();
    }

    @Test
    void attemptThatIsNotEarlierIsRefusedAmongTheEarlierOnes() {
        String text = new String(began(500).after(began(0)).write(), StandardCharsets.UTF_8)
                .replace("\"earlierAttempts\":[{\"attempt\":1", "\"earlierAttempts\":[{\"attempt\":2");

        assertThatThrownBy(() -> RunManifest.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("attempt of an earlier attempt 2: expecting 1 <=");
    }

    @Test
    void aFlagThatIsNoneIsRefused() {
        String text = new String(fromCheckpoints().write(), StandardCharsets.UTF_8)
                .replace("\"fromCheckpoints\":true", "\"fromCheckpoints\":\"perhaps\"");

        assertThatThrownBy(() -> RunManifest.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireFormatException.class);
    }
}
