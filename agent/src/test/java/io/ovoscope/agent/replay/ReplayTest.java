package io.ovoscope.agent.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.RecordingSender;
import io.ovoscope.agent.TinyCorpus;
import io.ovoscope.agent.TinyNetworks;
import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.send.DropReason;
import io.ovoscope.agent.send.SendFailure;
import io.ovoscope.wire.ActivationPart;
import io.ovoscope.wire.Baseline;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ReplayTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path directory;

    private final RecordingSender sender = new RecordingSender();
    private AgentSettings settings = AgentSettings.defaults().withRun("r7");

    private CheckpointFile saved(Model network, long step) throws IOException {
        File file = directory.resolve("step-" + step + ".zip").toFile();
        ModelSerializer.writeModel(network, file, false);
        return CheckpointFile.of(file.toPath(), step, NOON.plusSeconds(step));
    }

    private Replay open(List<CheckpointFile> files) throws CheckpointProblems {
        Replay.Outside outside = new Replay.Outside(sender.factory(), Clock.systemUTC());
        return Replay.open(files, settings, TinyCorpus.of(20), TinyCorpus.vocabulary(), outside);
    }

    @Test
    void activationsAreThoseOfTheNetworkAtThatStepAndSaySo() throws Exception {
        MultiLayerNetwork network = TinyNetworks.stack();
        List<CheckpointFile> files = new ArrayList<>(List.of(saved(network, 0)));
        TinyNetworks.batches(3).forEach(network::fit);
        files.add(saved(network, 3));
        INDArray word = Nd4j.create(new float[] {1}, new long[] {1, 1, 1});
        float[] first = network.feedForward(word, false).get(1).ravel().toFloatVector();

        try (Replay replay = open(files)) {
            for (CheckpointFile file : files) {
                replay.send(file);
            }
        }

        assertThat(sender.steps()).containsExactly(0L, 3L);
        assertThat(sender.layer(3, 0)).as("the embedding of w1").startsWith(first);
        ActivationPart part = sender.parts(3).get(0);
        assertThat(part.header().replayed()).isTrue();
        assertThat(part.header().takenAt()).isEqualTo(NOON.plusSeconds(3));
        assertThat(sender.announcement().manifest().fromCheckpoints()).isTrue();
        assertThat(sender.announcement().manifest().baseline()).isEqualTo(Baseline.UNTRAINED);
        assertThat(sender.isClosed()).isTrue();
    }

    @Test
    void graphWithSameDiffLayersIsReplayed() throws Exception {
        settings = settings.withNetwork(NetworkSettings.defaults().withSequenceLength(TinyNetworks.LENGTH));
        ComputationGraph network = TinyNetworks.graph();
        CheckpointFile file = saved(network, 7);

        try (Replay replay = open(List.of(file))) {
            replay.send(file);
            assertThat(replay.manifest().parameters()).isEqualTo(network.numParams());
        }

        assertThat(sender.steps()).containsExactly(7L);
        assertThat(sender.announcement().manifest().baseline()).isEqualTo(Baseline.FIRST);
    }

    @Test
    void everythingThatIsWrongWithTheFilesIsSaidAtOnceAndNothingIsSent() throws Exception {
        CheckpointFile good = saved(TinyNetworks.stack(), 1);
        CheckpointFile other = saved(TinyNetworks.oneHotBothWays(), 2);
        Path text = Files.writeString(directory.resolve("no.zip"), "this is no zip");
        CheckpointFile changed =
                new CheckpointFile(good.path(), 4, NOON, Double.NaN, 1, Optional.of("00ff"), Optional.empty());

        assertThatThrownBy(() -> open(List.of(good, other, CheckpointFile.of(text, 3, NOON), changed)))
                .isInstanceOf(CheckpointProblems.class)
                .hasMessageContaining(other.path() + ": a network of")
                .hasMessageContaining(text + ": cannot be read as a zip")
                .hasMessageContaining("expecting 00ff, as it was written")
                .extracting(Throwable::getMessage)
                .asString()
                .hasLineCount(3);
        assertThat(sender.steps()).isEmpty();
    }

    @Test
    void truncatedFileIsNamed() throws Exception {
        CheckpointFile good = saved(TinyNetworks.stack(), 1);
        byte[] bytes = Files.readAllBytes(good.path());
        Path half = Files.write(directory.resolve("half.zip"), java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> open(List.of(good, CheckpointFile.of(half, 2, NOON))))
                .isInstanceOf(CheckpointProblems.class)
                .hasMessageContaining(half.toString());
    }

    @Test
    void runThatStandsForSomethingElseIsRefused() throws Exception {
        CheckpointFile file = saved(TinyNetworks.stack(), 1);
        sender.inTrouble(part -> {
            throw new SendFailure(DropReason.RUN_REFUSED, "run 'r7' exists with another probe set", null);
        });

        assertThatThrownBy(() -> open(List.of(file)))
                .isInstanceOf(CheckpointProblems.class)
                .hasMessageContaining("exists with another probe set");
        assertThat(sender.isClosed()).isTrue();
    }
}
