package io.ovoscope.agent.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.EarlierAttempt;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInfo;
import io.ovoscope.wire.TaskInput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunRegisterTest {
    static RunManifest manifest(int attempt, int startedAt, String probeSet) {
        return manifest(attempt, startedAt, probeSet, Baseline.UNTRAINED);
    }

    private static RunManifest manifest(int attempt, int startedAt, String probeSet, Baseline baseline) {
        return new RunManifest(
                "r7",
                attempt,
                0,
                Instant.ofEpochSecond(startedAt),
                "model",
                10,
                List.of(new LayerInfo(0, "embedding", 8)),
                probeSet,
                List.of(),
                List.of(),
                "schedule",
                "encoder",
                "mean",
                FloatEncoding.F32,
                baseline,
                "1");
    }

    @Test
    void runThatIsJoinedStaysAsItIs() throws SendFailure {
        RunManifest there = manifest(3, 50, "a");

        assertThat(RunRegister.join(manifest(1, 100, "a"), there)).isEqualTo(there);
    }

    @Test
    void runOfAnotherProbeSetIsNotJoined() {
        assertThatThrownBy(() -> RunRegister.join(manifest(1, 100, "b"), manifest(3, 50, "a")))
                .asInstanceOf(type(SendFailure.class))
                .satisfies(failure -> {
                    assertThat(failure.reason()).isEqualTo(DropReason.RUN_REFUSED);
                    assertThat(failure).hasMessageContaining("probe set (a, here b)");
                });
    }

    @Test
    void joiningFencesNoAgentEvenOfARunThatIsCalledAlmostSo() {
        KafkaTarget target = KafkaTarget.at("nowhere:1");

        assertThat(RunEntry.JOINS.transactionalId(target, "r"))
                .isNotEqualTo(RunEntry.TAKES_OVER.transactionalId(target, "r"))
                .isNotEqualTo(RunEntry.TAKES_OVER.transactionalId(target, "r/replay"));
    }

    @Test
    void newNameIsTheFirstAttempt() throws SendFailure {
        assertThat(RunRegister.attempt(manifest(1, 100, "a"), false, Optional.empty()))
                .isEqualTo(1);
    }

    @Test
    void knownNameIsCountedOn() throws SendFailure {
        assertThat(RunRegister.attempt(manifest(1, 100, "a"), false, Optional.of(manifest(3, 50, "a"))))
                .isEqualTo(4);
    }

    @Test
    void ownManifestIsNoOtherAttempt() throws SendFailure {
        assertThat(RunRegister.attempt(manifest(4, 100, "a"), true, Optional.of(manifest(4, 100, "a"))))
                .isEqualTo(4);
    }

    @Test
    void laterManifestOfAnotherMeansFenced() {
        for (int attempt : new int[] {4, 5}) {
            assertThatThrownBy(() ->
                            RunRegister.attempt(manifest(4, 100, "a"), true, Optional.of(manifest(attempt, 120, "a"))))
                    .asInstanceOf(type(SendFailure.class))
                    .extracting(SendFailure::reason)
                    .isEqualTo(DropReason.FENCED);
        }
    }

    @Test
    void otherProbeSetIsRefusedByName() {
        assertThatThrownBy(() -> RunRegister.attempt(manifest(1, 100, "b"), false, Optional.of(manifest(3, 50, "a"))))
                .asInstanceOf(type(SendFailure.class))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(DropReason.RUN_REFUSED))
                .satisfies(failure ->
                        assertThat(failure).hasMessageContaining("run 'r7' exists with another probe set (a, here b)"));
    }

    @Test
    void manifestOfADeletedRunIsAnnouncedAgainUnderTheSameAttempt() throws SendFailure {
        assertThat(RunRegister.attempt(manifest(4, 100, "a"), true, Optional.empty()))
                .isEqualTo(4);
    }

    @Test
    void resumedRunKeepsTheUntrainedFloorOfItsFirstAttempt() throws SendFailure {
        RunManifest resumed = manifest(1, 100, "a", Baseline.FIRST);

        RunManifest settled = RunRegister.settle(resumed, false, Optional.of(manifest(1, 50, "a", Baseline.UNTRAINED)));

        assertThat(settled.baseline()).isEqualTo(Baseline.UNTRAINED);
    }

    @Test
    void attemptKnowsAllThoseBeforeIt() throws SendFailure {
        RunManifest first = manifest(1, 50, "a");
        RunManifest second = RunRegister.settle(manifest(1, 100, "a"), false, Optional.of(first));
        RunManifest third = RunRegister.settle(manifest(1, 150, "a"), false, Optional.of(second));

        assertThat(third.attempt()).isEqualTo(3);
        assertThat(third.earlierAttempts())
                .containsExactly(
                        new EarlierAttempt(1, 0, Instant.ofEpochSecond(50)),
                        new EarlierAttempt(2, 0, Instant.ofEpochSecond(100)));
        assertThat(RunRegister.settle(third, true, Optional.of(third))).isEqualTo(third);
    }

    @Test
    void refusalNamesEveryTaskAndLayerThatDiffersAndWhatToDo() {
        RunManifest there = manifest(3, 50, "a");
        RunManifest here = new RunManifest(
                "r7",
                1,
                0,
                Instant.ofEpochSecond(100),
                "model",
                12,
                List.of(new LayerInfo(0, "embedding", 9), new LayerInfo(1, "block", 9)),
                "a",
                List.of(new TaskInfo("UPOS", Level.MORPHOLOGY, TaskInput.TOKEN, LabelSource.GOLD, List.of("N", "V"))),
                List.of(),
                "schedule",
                "another encoder",
                "last",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "1");

        assertThatThrownBy(() -> RunRegister.settle(here, false, Optional.of(there)))
                .hasMessageContaining("set of tasks ([], here [UPOS])")
                .hasMessageContaining("number of parameters (10, here 12)")
                .hasMessageContaining("number of layers (1, here 2)")
                .hasMessageContaining("layer 0 ('embedding' of width 8, here 'embedding' of width 9)")
                .hasMessageContaining("encoder (encoder, here another encoder)")
                .hasMessageContaining("pooling (mean, here last)")
                .hasMessageContaining("give this run a name of its own (run), or delete that one");
    }

    @Test
    void runThatBeganTrainedHasNoUntrainedFloor() throws SendFailure {
        RunManifest resumed = manifest(1, 100, "a", Baseline.FIRST);

        assertThat(RunRegister.settle(resumed, false, Optional.of(manifest(1, 50, "a", Baseline.FIRST)))
                        .baseline())
                .isEqualTo(Baseline.FIRST);
        assertThat(RunRegister.settle(resumed, false, Optional.empty())).isEqualTo(resumed);
    }
}
