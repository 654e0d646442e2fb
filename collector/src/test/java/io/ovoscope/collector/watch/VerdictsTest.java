package io.ovoscope.collector.watch;

import static io.ovoscope.collector.watch.JudgedRun.ARC;
import static io.ovoscope.collector.watch.JudgedRun.SENSE;
import static io.ovoscope.collector.watch.JudgedRun.SOUND;
import static io.ovoscope.collector.watch.JudgedRun.TENSE;
import static io.ovoscope.collector.watch.JudgedRun.UPOS;
import static io.ovoscope.wire.Regression.Verdict.MODEL_REGRESSED;
import static io.ovoscope.wire.Regression.Verdict.PROBE_SUSPECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.Provenance;
import io.ovoscope.wire.TaskInfo;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each kind of evidence by itself, and what speaks against it; the last good snapshot is step 100, the bad one 110. */
class VerdictsTest {
    private static final double LOSS_AT_100 = 4 * Math.pow(.985 * .995, 5);
    private static final double MOVED = .8;

    private final JudgedRun run = new JudgedRun().soundThrough100();

    @Test
    void aFallOfTheModelIsTheModelsWithTheNumbersThatSaySo() {
        bad().with(ARC, .8).cka(MOVED).loss(2 * LOSS_AT_100).close();
        Verdicts.Judgement judged = judge(ARC);
        assertThat(judged.verdict()).isEqualTo(MODEL_REGRESSED);
        assertThat(judged.reasons())
                .anySatisfy(reason ->
                        assertThat(reason).contains("moved since step 100").contains("0.8000"))
                .anySatisfy(reason ->
                        assertThat(reason).contains("The training loss moved").contains("+100.0%"))
                .contains("Nothing about the probe is known to have changed.");
    }

    @Test
    void anUnchangedRepresentationWithAStillLossNamesTheProbe() {
        bad().with(ARC, .8).close();
        Verdicts.Judgement judged = judge(ARC);
        assertThat(judged.verdict()).isEqualTo(PROBE_SUSPECTED);
        assertThat(judged.reasons())
                .anySatisfy(reason -> assertThat(reason)
                        .contains("practically unchanged since step 100")
                        .contains("CKA of layer 0 is 0.9990"))
                .anySatisfy(reason -> assertThat(reason).contains("has not moved"));
    }

    @Test
    void anUnchangedRepresentationIsNotEnoughWhereTheLossMovedOrIsNotKnownOrNotFinite() {
        bad().with(ARC, .8).loss(1.1 * LOSS_AT_100).close();
        assertThat(judge(ARC).verdict()).isEqualTo(MODEL_REGRESSED);
        bad().with(ARC, .8).loss(null).close();
        assertThat(judge(ARC).verdict()).isEqualTo(MODEL_REGRESSED);
        bad().with(ARC, .8).brokenLoss().close();
        assertThat(judge(ARC).verdict()).isEqualTo(MODEL_REGRESSED);
        assertThat(judge(ARC).reasons()).contains("The training loss is not finite at step 110.");
    }

    @Test
    void aLossThatKeepsToItsOwnUnrestHasNotMoved() {
        JudgedRun restless = new JudgedRun();
        double[] losses = {4, 3.2, 3.9, 3.1, 3.8, 3.3, 4, 3.1, 3.7};
        for (int i = 0; i < losses.length; i++) {
            restless.at(10L * i).loss(losses[i]).close();
        }
        restless.at(90).loss(3.2).with(ARC, .7).close();
        assertThat(new Verdicts()
                        .of(restless.curves, restless.manifest, ARC.name(), 80, 90, Set.of(ARC.name()))
                        .verdict())
                .isEqualTo(PROBE_SUSPECTED);
    }

    @Test
    void eachChangeOfTheProbeNamesTheProbeAndSaysFromWhatToWhat() {
        assertSuspected(
                provenance("p2", "whitened", 1, true, 7, "0.4.0", "aaaaaaaa", FloatEncoding.F32),
                "p2, before probe-set-1");
        assertSuspected(
                provenance("probe-set-1", "standardised", 1, true, 7, "0.4.0", "aaaaaaaa", FloatEncoding.F32),
                "standardised, before whitened");
        assertSuspected(
                provenance("probe-set-1", "whitened", 10, true, 7, "0.4.0", "aaaaaaaa", FloatEncoding.F32),
                "l2 10.0, before 1.0");
        assertSuspected(
                provenance("probe-set-1", "whitened", 1, false, 7, "0.4.0", "aaaaaaaa", FloatEncoding.F32),
                "stopped unconverged after 30 iterations");
        assertSuspected(
                provenance("probe-set-1", "whitened", 1, true, 8, "0.4.0", "aaaaaaaa", FloatEncoding.F32),
                "seed 8, before 7");
        assertSuspected(
                provenance("probe-set-1", "whitened", 1, true, 7, "0.5.0", "aaaaaaaa", FloatEncoding.F32),
                "0.5.0, before 0.4.0");
        assertSuspected(
                provenance("probe-set-1", "whitened", 1, true, 7, "0.4.0", "bbbbbbbb", FloatEncoding.F32),
                "bbbbbbbb, before aaaaaaaa");
        assertSuspected(
                provenance("probe-set-1", "whitened", 1, true, 7, "0.4.0", "aaaaaaaa", FloatEncoding.BF16),
                "BF16, before F32");
    }

    /** A looser tolerance is met, and the probe worse: convergence alone does not tell. */
    @Test
    void anotherToleranceOrAnotherEndOfIterationsNamesTheProbe() {
        assertSuspected(ended(1e-2, 500), "tolerance 0.01, before 1.0E-5");
        assertSuspected(ended(1e-5, 5), "maxIterations 5, before 500");
    }

    @Test
    void aToleranceThatAnEarlierVersionDidNotTellIsNoChange() {
        bad().with(ARC, .8).cka(MOVED).provenance(ended(null, null)).close();
        assertThat(judge(ARC).verdict()).isEqualTo(MODEL_REGRESSED);
    }

    private static Provenance ended(@Nullable Double tolerance, @Nullable Integer maxIterations) {
        return new Provenance(
                SOUND.probeSet(),
                SOUND.features(),
                SOUND.l2(),
                SOUND.iterations(),
                SOUND.gradientNorm(),
                SOUND.converged(),
                SOUND.warmStart(),
                SOUND.seed(),
                SOUND.collectorVersion(),
                SOUND.encoder(),
                SOUND.precision(),
                tolerance,
                maxIterations);
    }

    @Test
    void otherTestItemsNameTheProbe() {
        bad().with(ARC, .8).cka(MOVED).itemSet("others").close();
        assertThat(judge(ARC).verdict()).isEqualTo(PROBE_SUSPECTED);
        assertThat(judge(ARC).reasons().get(0)).contains("other test items");
    }

    @Test
    void aWarmStartOrOtherIterationsAreNoChange() {
        bad().with(ARC, .8)
                .cka(MOVED)
                .provenance(new Provenance("probe-set-1", "whitened", 1, 80, 2e-6, true, false, 7, "0.4.0", null, null))
                .close();
        assertThat(judge(ARC).verdict()).isEqualTo(MODEL_REGRESSED);
    }

    @Test
    void aChangeInSomeOfTheFallenLayersExplainsNothingButIsTold() {
        bad().with(ARC, .8).cka(MOVED).fromLayer(1).provenance(unconverged()).close();
        Verdicts.Judgement judged = judge(ARC);
        assertThat(judged.verdict()).isEqualTo(MODEL_REGRESSED);
        assertThat(judged.reasons()).anySatisfy(reason -> assertThat(reason).contains("convergence changed in 1"));
    }

    @Test
    void aCollapsedRepresentationIsTheModelsWhateverTheProbeMakesOfIt() {
        bad().with(ARC, .6)
                .cka(MOVED)
                .rank(20.0)
                .control(.2)
                .provenance(unconverged())
                .close();
        Verdicts.Judgement judged = judge(ARC);
        assertThat(judged.verdict()).isEqualTo(MODEL_REGRESSED);
        assertThat(judged.reasons().get(0)).contains("collapsed").contains("fell from 40.0 to 20.0");
        assertThat(judged.reasons().get(1)).contains("The control of layer 0 fell along, from 0.500 to 0.200");
    }

    @Test
    void aRankThatHasBeenFallingAsFastAllAlongHasNotCollapsed() {
        run.at(90).rank(60.0).loss(LOSS_AT_100).close();
        bad().with(ARC, .6).cka(MOVED).rank(30.0).provenance(unconverged()).close();
        assertThat(judge(ARC).verdict()).as("from 60 by 40 to 30").isEqualTo(PROBE_SUSPECTED);
        bad().with(ARC, .6).cka(MOVED).rank(25.0).provenance(unconverged()).close();
        assertThat(judge(ARC).verdict()).as("from 60 by 40 to 25").isEqualTo(MODEL_REGRESSED);
    }

    @Test
    void aLowerRankOfOtherRowsIsNoCollapse() {
        bad().with(ARC, .6)
                .rank(20.0)
                .provenance(provenance("p2", "whitened", 1, true, 7, "0.4.0", "aaaaaaaa", FloatEncoding.F32))
                .close();
        assertThat(judge(ARC).verdict()).isEqualTo(PROBE_SUSPECTED);
    }

    @Test
    void aLevelThatFallsAloneWhileTheRepresentationMovedIsSelectiveForgetting() {
        bad().with(UPOS, .7).with(TENSE, .7).cka(MOVED).close();
        Verdicts.Judgement judged = judge(UPOS, TENSE);
        assertThat(judged.verdict()).isEqualTo(MODEL_REGRESSED);
        assertThat(judged.reasons())
                .contains("All 2 tasks of morphology fall together and 2 of other levels stand: selective forgetting.");
    }

    @Test
    void whatWasImportedIsJudgedByTheLabelSourceOfTheTasksThatFallTogether() {
        JudgedRun imported = imported(TENSE, ARC);
        assertThat(judge(imported, TENSE, ARC).verdict()).isEqualTo(PROBE_SUSPECTED);
        assertThat(judge(imported, TENSE, ARC).reasons().get(0))
                .contains("2 tasks of silver labels fall together and 2 of other sources stand");
        assertThat(judge(imported(ARC), ARC).verdict()).as("one task alone").isEqualTo(MODEL_REGRESSED);
        assertThat(judge(imported(UPOS, TENSE), UPOS, TENSE).verdict())
                .as("a whole level, of both sources")
                .isEqualTo(MODEL_REGRESSED);
        assertThat(judge(imported(UPOS, TENSE, ARC, SENSE), UPOS, TENSE, ARC, SENSE)
                        .verdict())
                .as("everything")
                .isEqualTo(MODEL_REGRESSED);
    }

    @Test
    void theLabelSourceIsNoEvidenceWhereThereAreRepresentations() {
        bad().with(TENSE, .7).with(ARC, .7).cka(MOVED).close();
        assertThat(judge(ARC, TENSE).verdict()).isEqualTo(MODEL_REGRESSED);
    }

    @Test
    void theCauseIsLookedForAtTheFirstSnapshotThatShowsTheFall() {
        bad().with(ARC, .8).close();
        run.at(120).with(ARC, .8).cka(MOVED).loss(2 * LOSS_AT_100).close();
        assertThat(new Verdicts()
                        .of(run.curves, run.manifest, ARC.name(), 100, 120, Set.of(ARC.name()))
                        .verdict())
                .isEqualTo(PROBE_SUSPECTED);
    }

    @Test
    void betweenDistantSnapshotsTheRepresentationIsOnlyUnchangedWhereEveryStepOfTheWayBoundsIt() {
        run.at(110).cka(.9999).loss(LOSS_AT_100).close();
        run.at(120).cka(.9999).loss(LOSS_AT_100).with(ARC, .8).close();
        assertThat(judgeAt120().verdict()).isEqualTo(PROBE_SUSPECTED);
        assertThat(judgeAt120().reasons().get(0)).contains("is at least 0.9996");
        run.at(110).cka(.9).loss(LOSS_AT_100).close();
        assertThat(judgeAt120().verdict()).isEqualTo(MODEL_REGRESSED);
        assertThat(judgeAt120().reasons().get(0)).contains("cannot be said to be unchanged");
    }

    @Test
    void anotherAttemptsRepresentationIsNotComparedWithTheLastGoodOne() {
        bad().with(ARC, .8).attempt(2).close();
        assertThat(judge(ARC).verdict()).isEqualTo(MODEL_REGRESSED);
    }

    @Test
    void withoutAFallNothingIsLaidToTheProbe() {
        bad().close();
        assertThat(judge(ARC).verdict()).isEqualTo(MODEL_REGRESSED);
        assertThat(judge(ARC).reasons()).hasSize(1);
    }

    private JudgedRun.Snapshot bad() {
        return run.at(110).loss(.99 * LOSS_AT_100);
    }

    private void assertSuspected(Provenance changed, String reason) {
        bad().with(ARC, .8).cka(MOVED).loss(2 * LOSS_AT_100).provenance(changed).close();
        assertThat(judge(ARC).verdict()).isEqualTo(PROBE_SUSPECTED);
        assertThat(judge(ARC).reasons()).anySatisfy(told -> assertThat(told).contains(reason));
    }

    private Verdicts.Judgement judge(TaskInfo... falling) {
        return judge(run, falling);
    }

    private static Verdicts.Judgement judge(JudgedRun of, TaskInfo... falling) {
        Set<String> names = Arrays.stream(falling).map(TaskInfo::name).collect(Collectors.toSet());
        return new Verdicts().of(of.curves, of.manifest, falling[0].name(), 100, 110, names);
    }

    private Verdicts.Judgement judgeAt120() {
        return new Verdicts().of(run.curves, run.manifest, ARC.name(), 100, 120, Set.of(ARC.name()));
    }

    private static JudgedRun imported(TaskInfo... falling) {
        JudgedRun imported = new JudgedRun();
        for (long step = 10; step <= 100; step += 10) {
            imported.at(step).provenance(null).cka(null).rank(null).loss(null).close();
        }
        JudgedRun.Snapshot bad =
                imported.at(110).provenance(null).cka(null).rank(null).loss(null);
        for (TaskInfo task : falling) {
            bad.with(task, .7);
        }
        bad.close();
        return imported;
    }

    private static Provenance unconverged() {
        return provenance(
                SOUND.probeSet(),
                SOUND.features(),
                SOUND.l2(),
                false,
                SOUND.seed(),
                "0.4.0",
                "aaaaaaaa",
                FloatEncoding.F32);
    }

    private static Provenance provenance(
            String probeSet,
            String features,
            double l2,
            boolean converged,
            long seed,
            String version,
            String encoder,
            FloatEncoding precision) {
        return new Provenance(probeSet, features, l2, 30, 1e-3, converged, true, seed, version, encoder, precision);
    }
}
