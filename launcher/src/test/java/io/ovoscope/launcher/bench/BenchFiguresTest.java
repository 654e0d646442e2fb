package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchFiguresTest {
    @TempDir
    private Path folder;

    @Test
    void theFileHoldsWhatFollowsFromTheFiguresToo() throws IOException {
        Path file = folder.resolve("figures.json");
        BenchFigures.none()
                .with("two threads")
                .with(CaseResultTest.result())
                .with(new MemoryRow(10_000, 768, 1, 1_536, 640, List.of(.5)))
                .write(file);
        JsonNode read = JsonMapper.builder().build().readTree(file.toFile());
        assertThat(read.at("/machine/0").asText()).isEqualTo("two threads");
        assertThat(read.at("/cases/0/speedWarm").asDouble()).isEqualTo(24);
        assertThat(read.at("/cases/0/theirs").size()).isEqualTo(3);
        assertThat(read.at("/cases/0/rows/0/warm/iterations").asInt()).isEqualTo(12);
        assertThat(read.at("/memory/0/peakMebibytes").asInt()).isEqualTo(640);
    }
}
