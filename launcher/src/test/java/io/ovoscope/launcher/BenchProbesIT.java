package io.ovoscope.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicAdmin;
import io.ovoscope.collector.topics.TopicSizes;
import io.ovoscope.launcher.bench.SklearnPython;
import io.ovoscope.launcher.broker.BrokerSettings;
import io.ovoscope.launcher.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmark on a small run of known truth, with the real scikit-learn where there is one. */
class BenchProbesIT {
    @TempDir
    private Path directory;

    private final StringWriter err = new StringWriter();
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

    private int bench(String... more) {
        CommandLine command = Ovoscope.commandLine();
        command.setErr(new PrintWriter(err));
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"bench", "probes", "--data", data.path().toString()}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return command.execute(arguments);
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
        Path figures = directory.resolve("figures.json");
        assertThat(bench("--min-rows", "1000", "--rounds", "1", "--no-wide", "--memory", "500", "--json", "" + figures))
                .as(err.toString())
                .isZero();
        JsonNode read = JsonMapper.builder().build().readTree(figures.toFile());
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
        assertThat(bench("--no-wide")).isEqualTo(1);
        assertThat(err.toString())
                .contains("run 'bench'")
                .contains("1600 labelled words: at least 20000")
                .contains("Run `ovoscope demo` first, without --quick");
    }

    @Test
    void tasksThatAreNotThereAreNamed() throws Exception {
        assumeScikitLearn();
        assertThat(bench("--no-wide", "--min-rows", "1000", "--tasks", "Upos")).isEqualTo(2);
        assertThat(err.toString()).contains("[UPOS, Kind, DepArc]");
    }
}
