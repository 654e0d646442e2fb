package io.ovoscope.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void theExplainedFileHoldsTheDefaults() {
        assertThat(DemoSettings.read(Path.of("../configs/demo.yaml"), DemoSettings.defaults()))
                .isEqualTo(DemoSettings.defaults());
    }

    @Test
    void aFileIsLaidOverWhicheverDefaultsAreMeant() throws IOException {
        Path file = Files.writeString(folder.resolve("demo.yaml"), "model: {layers: 5}\n");
        DemoSettings settings = DemoSettings.read(file, DemoSettings.quick());
        assertThat(settings.model().layers()).isEqualTo(5);
        assertThat(settings.training()).isEqualTo(DemoSettings.quick().training());
    }

    @Test
    void impossibleNumbersAreNamedWithTheirLine() throws IOException {
        Path file = Files.writeString(folder.resolve("demo.yaml"), """
                model:
                  width: 64
                  heads: 7
                monitor: {overheadBudget: 0}
                """);
        assertThatThrownBy(() -> DemoSettings.read(file, DemoSettings.defaults()))
                .hasMessageContaining("demo.yaml:1: model: heads 7: expecting a divisor of width 64")
                .hasMessageContaining("demo.yaml:4: monitor: overheadBudget 0.0");
    }
}
