package io.ovoscope.collector.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Regression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTextTest {
    private static final String RUN = "demo";

    @Test
    void regressionSaysEverythingThatSomebodyWokenByItNeeds() {
        FindingText text = FindingText.of(SampleFindings.open(RUN));

        assertThat(text.title()).isEqualTo("Run 'demo' lost UPOS: from 87.5% to 75.0% since step 256");
        assertThat(text.text()).isEqualTo("""
                        UPOS (morphology, silver labels) fell from 87.5% to 75.0% right in layer 2 (block2): 12.5 points lost \
                        (95% interval 6.3 to 18.8), n = 10,000 test items; 1,500 that were right are wrong now, 250 the other way round.
                        It fell in 2 layers; in the others: layer 1 from 80.0% to 79.0%.
                        Since step 256, confirmed at step 512; it was good at step 128. Compared with the mean of steps 32, 64 and 128, the best before.
                        How sure: p = 1e-9 in that layer (McNemar's test against the newest of them, for comparison: p = 0.25); \
                        p = 1e-8 for the snapshot over all tasks and layers, where at most 0.0048 is allowed to it so that false alarms stay rare over the run.
                        Verdict MODEL_REGRESSED: the model itself lost it. The loss rose from 3.10 to 3.90. The representation moved (CKA 0.71).
                        Last good checkpoint: step 64, /runs/demo/64.zip on the training machine (3.0 MiB). \
                        The updater's state is in it: training can resume from it as it was.
                        First: see whether loss or learning rate, or the data fed, changed between steps 128 and 256; \
                        if so, stop the run and go back to step 64.""");
    }

    @Test
    void whetherTrainingCanResumeIsSaidOfEveryCheckpoint() {
        Regression parametersOnly = SampleFindings.regression(
                RUN, Regression.Verdict.MODEL_REGRESSED, SampleFindings.checkpoint(false), null);
        Regression none = SampleFindings.regression(RUN, Regression.Verdict.MODEL_REGRESSED, null, null);

        assertThat(FindingText.of(parametersOnly).text())
                .contains("It holds the parameters only: training can resume from it, but with the updater's state");
        assertThat(FindingText.of(none).text())
                .contains("No checkpoint from step 128 or before is known to be kept")
                .contains("save a checkpoint now");
    }

    @Test
    void suspectedProbeIsNotCalledALossOfTheModel() {
        FindingText text = FindingText.of(SampleFindings.suspected(RUN));

        assertThat(text.title()).endsWith("since step 256; the probe is suspected, not the model");
        assertThat(text.text())
                .contains("Verdict PROBE_SUSPECTED: the measurement rather than the model may be to blame. The loss")
                .contains("leave training alone");
    }

    @Test
    void recoveredRegressionSaysSoAndAsksForNothing() {
        FindingText text = FindingText.of(SampleFindings.recovered(RUN));

        assertThat(text.title())
                .isEqualTo("Run 'demo': UPOS recovered at step 1024 (it had fallen from 87.5% to 75.0% at step 256)");
        assertThat(text.text()).contains("It recovered at step 1024").doesNotContain("First:");
    }

    @ParameterizedTest
    @EnumSource
    void brokenDataOfEveryKindSaysWhatItMeansAndWhatToDoFirst(BrokenData.Kind kind) {
        FindingText open = FindingText.of(SampleFindings.broken(RUN, kind, null));
        FindingText ended = FindingText.of(SampleFindings.broken(RUN, kind, 256L));

        assertThat(open.title())
                .startsWith("Run 'demo': ")
                .contains(" in layer 1 (block1), ")
                .endsWith(" step 128");
        assertThat(open.lines()).hasSize(3);
        assertThat(open.text()).contains("12 of 64 values are NaN.").contains("\nFirst: ");
        assertThat(ended.title()).startsWith("Run 'demo': ended at step 256: ");
        assertThat(ended.text()).doesNotContain("First:");
    }

    @Test
    void notesAreToldInOneLineEach() {
        assertThat(SampleFindings.all(RUN).stream()
                        .map(finding -> FindingText.of(finding).title()))
                .containsExactly(
                        "Run 'demo': UPOS in its best layer reached 50% of its gain after step 64, by step 128",
                        "Run 'demo': UPOS in its best layer is above what each word's commonest label gives since step 128",
                        "Run 'demo': tasks emerged in the order SentLen, then UPOS with WC",
                        "Run 'demo' lost UPOS: from 87.5% to 75.0% since step 256",
                        "Run 'demo': UPOS has too few test items to see a drop of 1.0 point",
                        "Run 'demo': activations are NaN or infinite in layer 1 (block1), since step 128");
    }

    @Test
    void notesGiveTheirEvidence() {
        assertThat(FindingText.of(SampleFindings.emergence(RUN, 3)).text())
                .contains("UPOS in layer 3 (block3) reached 50% of its gain, from 40.0% to 90.0% right")
                .contains("With 95% confidence it was after step 32, by step 256");
        assertThat(FindingText.of(SampleFindings.online(RUN)).text())
                .contains("87.5% right, the floor 75.0%; n = 1,000 test items")
                .contains("At least 1.3 points above")
                .contains("Known at step 256, 128 steps late");
        assertThat(FindingText.of(SampleFindings.order(RUN)).text())
                .contains(
                        "Kendall's tau with the expected order SentLen, WC, UPOS is 0.82 (95% interval 0.33 to 1.00), over 3 tasks");
        assertThat(FindingText.of(SampleFindings.underPowered(RUN)).text())
                .contains("has n = 1,000 test items; 4,701 are needed so that a drop of 1.0 point is seen");
    }

    @Test
    void onlyWhatConcernsTrainingIsCritical() {
        assertThat(Severity.of(SampleFindings.open(RUN))).isEqualTo(Severity.CRITICAL);
        assertThat(Severity.of(SampleFindings.suspected(RUN))).isEqualTo(Severity.WARNING);
        assertThat(Severity.of(SampleFindings.broken(RUN, BrokenData.Kind.MISSING_LAYERS, null)))
                .isEqualTo(Severity.WARNING);
        assertThat(Severity.of(SampleFindings.emergence(RUN, 1))).hasToString("info");
    }

    @Test
    void factsOfARegressionAreThoseOfItsLargestDrop() {
        FindingFacts facts = FindingFacts.of(SampleFindings.recovered(RUN));

        assertThat(facts.kind()).isEqualTo("regression");
        assertThat(facts.layer()).isEqualTo(2);
        assertThat(facts.step()).isEqualTo(256);
        assertThat(facts.endedStep()).isEqualTo(1024);
        assertThat(facts.endedAt()).isEqualTo(SampleFindings.NOON.plusSeconds(60));
    }

    @Test
    void kindIsTheNameThatStandsInJson() {
        for (Finding finding : SampleFindings.all(RUN)) {
            assertThat(new String(finding.write(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("\"finding\":\"" + FindingFacts.of(finding).kind() + "\"");
        }
    }

    @Test
    void smallDifferencesKeepTheirDigits() {
        assertThat(Say.points(0.004)).isEqualTo("0.40 points");
        assertThat(Say.points(0.01)).isEqualTo("1.0 point");
        assertThat(Say.p(0.0)).isEqualTo("< 1e-300");
        assertThat(Say.p(1e-12)).isEqualTo("= 1e-12");
        assertThat(Say.p(0.0312)).isEqualTo("= 0.031");
    }
}
