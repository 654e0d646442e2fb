package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.bench.ProbeBench;
import io.ovoscope.launcher.bench.SklearnPython;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import io.ovoscope.launcher.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark on a small run of known truth, with the real scikit-learn where there is one. */
class BenchProbesIT {
    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private DataFolder data;

    /** Snapshots at 2 and 4, as scheduled, and at 5, as an agent takes one on closing. */
    @BeforeEach
    void keepARun() throws Exception {
        data = new DataFolder(directory.resolve("data"));
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(data.broker(), BrokerSettings.DEFAULT.withMinFreeDiskBytes(0))) {
            KafkaSettings kafka = KafkaSettings.plain(broker.bootstrapServers());
            TopicAdmin.ensure(kafka, TopicSizes.defaults());
            try (ScoreTopics topics = new ScoreTopics(kafka)) {
                SyntheticRun run = new SyntheticRun("bench", 2, 16, 200);
                topics.announce(run);
                for (long step : new long[] {2, 4, 5}) {
                    topics.snapshot(run, step);
                }
            }
        }
    }

    private int bench(int minRows, Set<String> tasks) throws UserFacing {
        ProbeBench.Request request =
                new ProbeBench.Request(minRows, 1, 2, 10, tasks, false, "", List.of(500), Optional.of(figures()));
        Terminal file = new Terminal(false, 1_000, 24, false, false);
        return new ProbeBench(data, request, file, new PrintStream(out, true, StandardCharsets.UTF_8)).run();
    }

    private Path figures() {
        return directory.resolve("figures.json");
    }

    private static void assumeScikitLearn() throws InterruptedException {
        try {
            SklearnPython.find();
        } catch (UserFacing e) {
            assumeTrue(false, e.getMessage());
        }
    }

    @Test
    void bothSidesComeToTheSameProbes() throws Exception {
        assumeScikitLearn();
        assertThat(bench(1_000, Set.of())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
                .last()
                .asString()
                .matches(
                        "probes: [0-9.]+ times scikit-learn's speed over a snapshot, largest accuracy difference [0-9.]+");
        JsonNode read = JsonMapper.builder().build().readTree(figures().toFile());
        assertThat(read.at("/cases")).hasSize(2);
        for (JsonNode result : read.at("/cases")) {
            assertThat(result.at("/description").asText()).contains("step 4 (warm start from step 2)");
            // UPOS, its control and Kind, in two layers.
            assertThat(result.at("/rows")).hasSize(6);
            for (JsonNode row : result.at("/rows")) {
                double theirs = row.at("/theirs/objective").asDouble();
                for (String side : new String[] {"/warm", "/cold"}) {
                    assertThat(row.at(side + "/objective").asDouble() / theirs)
                            .as(row.toString())
                            .isBetween(0.999, 1.001);
                    assertThat(row.at(side + "/accuracy").asDouble()
                                    - row.at("/theirs/accuracy").asDouble())
                            .as(row.toString())
                            .isBetween(-0.021, 0.021); // one of the 50 test sentences
                }
            }
        }
        assertThat(read.at("/memory/0/layerSeconds")).hasSize(13);
        assertThat(read.at("/memory/0/peakMebibytes").asInt()).isPositive();
        assertThat(Files.exists(data.path().resolve("bench"))).isFalse();
    }

    @Test
    void aRunWithTooFewWordsIsRefusedWithTheCommandThatMakesOne() throws Exception {
        assumeScikitLearn();
        assertThatThrownBy(() -> bench(20_000, Set.of()))
                .isInstanceOf(UserFacing.class)
                .hasMessageContaining("run 'bench'")
                .hasMessageContaining("1600 labelled words: at least 20000")
                .hasMessageContaining("Run `ovoscope demo` first, without --quick");
    }

    @Test
    void tasksThatAreNotThereAreNamed() throws Exception {
        assumeScikitLearn();
        assertThatThrownBy(() -> bench(1_000, Set.of("Upos")))
                .isInstanceOf(UserFacing.class)
                .hasMessageContaining("[UPOS, Kind, DepArc]");
    }
}
