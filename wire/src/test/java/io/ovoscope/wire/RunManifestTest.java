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

    @Test
    void aFlagThatIsNoneIsRefused() {
        String text = new String(fromCheckpoints().write(), StandardCharsets.UTF_8)
                .replace("\"fromCheckpoints\":true", "\"fromCheckpoints\":\"perhaps\"");

        assertThatThrownBy(() -> RunManifest.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WireFormatException.class);
    }
}
