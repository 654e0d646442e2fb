package io.ovoscope.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaySettingsTest {
    @TempDir
    private Path directory;

    @Test
    void shippedFileHoldsTheDefaults() {
        assertThat(ReplaySettings.read(Path.of("../configs/replay.yaml"))).isEqualTo(ReplaySettings.defaults());
    }

    @Test
    void unknownKeysAreRefusedWithTheirLine() throws IOException {
        Path file = Files.writeString(directory.resolve("r.yaml"), "encoder:\n  vocabluary: words.txt\n");
        assertThatThrownBy(() -> ReplaySettings.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("r.yaml:2: encoder.vocabluary: unknown key 'vocabluary'");
    }

    @Test
    void anEncoderIsReadAsTheAgentReadsIt() throws IOException {
        Path words = Files.writeString(directory.resolve("words.txt"), "<unk>\n<s>\ndog\nbarks\n");
        Path file = Files.writeString(
                directory.resolve("r.yaml"),
                "encoder: {kind: WORD, vocabulary: '" + words + "', lowerCase: true, unknown: 0, start: <s>}\n");
        WordEncoder encoder = ReplaySettings.read(file).words();
        assertThat(encoder.encode("Barks")).containsExactly(3);
        assertThat(encoder.encode("cat")).containsExactly(0);
        assertThat(encoder.startId()).hasValue(1);
        assertThat(encoder.endId()).isEmpty();
    }
}
