package io.ovoscope.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        Path file = Files.writeString(directory.resolve("r.yaml"), "vocabulary:\n  fle: words.txt\n");
        assertThatThrownBy(() -> ReplaySettings.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("r.yaml:2: vocabulary.fle: unknown key 'fle'");
    }

    @Test
    void vocabularyIsReadInOrderOfItsLines() throws IOException {
        Path words = Files.writeString(directory.resolve("words.txt"), "<unk>\n<s>\ndog\nbarks\n");
        ReplaySettings.Words vocabulary = new ReplaySettings.Words(words.toString(), 0, true, 1, -1);

        assertThat(vocabulary.read().encode("Barks")).containsExactly(3);
        assertThat(vocabulary.read().encode("cat")).containsExactly(0);
        assertThat(vocabulary.read().startId()).hasValue(1);
        assertThat(vocabulary.read().endId()).isEmpty();
    }

    @Test
    void aWordThatStandsTwiceIsNamedWithBothLines() throws IOException {
        Path words = Files.writeString(directory.resolve("words.txt"), "dog\nbarks\ndog\n");
        assertThatThrownBy(() -> new ReplaySettings.Words(words.toString(), 0, true, -1, -1).read())
                .hasMessageContaining("words.txt:3: 'dog' stands in line 1 already");
    }
}
