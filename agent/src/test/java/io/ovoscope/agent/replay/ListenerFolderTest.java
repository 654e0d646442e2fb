package io.ovoscope.agent.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Steps are compared with parameters that were counted while training went on. */
class ListenerFolderTest {
    @TempDir
    private Path directory;

    private CheckpointListener.Builder listener() {
        return new CheckpointListener.Builder(directory.toFile());
    }

    private static void requireSteps(TrainedWithListener truth, List<CheckpointFile> files) throws IOException {
        for (CheckpointFile file : files) {
            try (INDArray found = new ModelFile(file.path()).parameters()) {
                assertThat(found.toFloatVector())
                        .as("parameters of step %d", file.step())
                        .isEqualTo(truth.parameters().get(file.step()));
            }
        }
    }

    @Test
    void savedAfterIterationsOneMoreUpdateHadBeenAppliedThanTheListSays() throws Exception {
        TrainedWithListener truth =
                TrainedWithListener.over(directory, 4, listener().keepAll().saveEveryNIterations(4));

        ListenerFolder folder = ListenerFolder.read(directory, Optional.empty());

        assertThat(folder.savedAt()).isEqualTo(SavedAt.ITERATION);
        assertThat(folder.checkpoints()).extracting(CheckpointFile::step).containsExactly(5L, 9L, 13L, 17L, 21L);
        requireSteps(truth, folder.checkpoints());
    }

    @Test
    void savedAtEndsOfEpochsTheListSaysHowManyUpdatesHadBeenApplied() throws Exception {
        TrainedWithListener truth =
                TrainedWithListener.over(directory, 4, listener().keepAll().saveEveryNEpochs(1));

        ListenerFolder folder = ListenerFolder.read(directory, Optional.empty());

        assertThat(folder.savedAt()).isEqualTo(SavedAt.EPOCH_END);
        assertThat(folder.checkpoints()).extracting(CheckpointFile::step).containsExactly(6L, 12L, 18L, 24L);
        requireSteps(truth, folder.checkpoints());
    }

    @Test
    void whatTheUserSaysStands() throws Exception {
        TrainedWithListener.over(directory, 4, listener().keepAll().saveEveryNEpochs(1));

        assertThat(ListenerFolder.read(directory, Optional.of(SavedAt.ITERATION))
                        .checkpoints())
                .extracting(CheckpointFile::step)
                .containsExactly(7L, 13L, 19L, 25L);
    }

    @Test
    void checkpointsThatTheListenerHasDeletedAreLeftOut() throws Exception {
        TrainedWithListener.over(directory, 4, listener().keepLast(2).saveEveryNIterations(4));

        ListenerFolder folder = ListenerFolder.read(directory, Optional.empty());

        assertThat(folder.checkpoints()).extracting(CheckpointFile::step).containsExactly(17L, 21L);
        assertThat(folder.checkpoints())
                .allSatisfy(file -> assertThat(file.takenAt()).isAfter(Instant.EPOCH));
    }

    @Test
    void everyMalformedLineIsNamed() throws IOException {
        Path list = directory.resolve("checkpointInfo.txt");
        Files.writeString(list, """
                checkpointNum,timestamp,iteration,epoch,modelType,filename
                0,1700000000000,five,0,MultiLayerNetwork,checkpoint_0_MultiLayerNetwork.zip
                1,1700000000000,5,0,MultiLayerNetwork,checkpoint_1_MultiLayerNetwork.zip
                2,1700000000000,10,0,MultiLayerNetwork,../elsewhere.zip
                """);

        assertThatThrownBy(() -> ListenerFolder.read(directory, Optional.empty()))
                .isInstanceOf(CheckpointProblems.class)
                .hasMessageContaining(list + ":2: '0,1700000000000,five,0,")
                .hasMessageContaining(list + ":4: ")
                .hasMessageNotContaining(":3:");
    }
}
