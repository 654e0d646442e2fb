package io.ovoscope.agent.probeset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.probeset.sentence.TextLayout;
import io.ovoscope.settings.SettingsException;
import io.ovoscope.settings.SettingsFile;
import io.ovoscope.wire.LabelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeSetSettingsTest {
    @TempDir
    Path directory;

    private ProbeSetSettings read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("probes.yaml"), yaml);
        return SettingsFile.read(file, ProbeSetSettings.defaults(), Map.of());
    }

    @Test
    void aFileSaysWhatDiffersFromTheDefaults() throws IOException {
        ProbeSetSettings settings = read("""
                maxSentences: 500
                tasks: [UPOS, BShift]
                taskOptions:
                  bShiftMaxSentences: 100
                  coordInvMaxSentences: 50
                conlluLabels: silver
                textLayout: SENTENCE_PER_LINE
                """);
        assertThat(settings.maxSentences()).isEqualTo(500);
        assertThat(settings.tasks()).containsExactly("UPOS", "BShift");
        assertThat(settings.taskOptions().bShiftMaxSentences()).isEqualTo(100);
        assertThat(settings.taskOptions().coordInvMaxSentences()).isEqualTo(50);
        assertThat(settings.taskOptions().somoMaxSentences()).isEqualTo(1_000);
        assertThat(settings.taskOptions().sentLenBins()).isEqualTo(6);
        assertThat(settings.conlluLabels()).isEqualTo(LabelSource.SILVER);
        assertThat(settings.textLayout()).isEqualTo(TextLayout.SENTENCE_PER_LINE);
        assertThat(settings.trainShare()).isEqualTo(0.6);
    }

    @Test
    void unknownTaskAndWrongNumbersAreNamed() {
        assertThatThrownBy(() -> read("tasks: [UPOS, POS]"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("tasks [POS]: expecting some of [SentLen, WC, UPOS");
        assertThatThrownBy(() -> read("trainShare: 0.9\ndevelopmentShare: 0.1"))
                .hasMessageContaining(
                        "developmentShare 0.1: expecting developmentShare > 0 and trainShare + developmentShare < 1");
        assertThatThrownBy(() -> read("taskOptions:\n  somoMaxSentences: -1"))
                .hasMessageContaining("somoMaxSentences -1: expecting somoMaxSentences >= 0");
        assertThatThrownBy(() -> read("taskOptions:\n  sentLenBins: 1"))
                .hasMessageContaining("sentLenBins 1: expecting sentLenBins >= 2");
    }
}
