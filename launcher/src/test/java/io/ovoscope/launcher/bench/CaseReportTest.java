package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.launcher.terminal.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseReportTest {
    private static final Terminal FILE = new Terminal(false, 1_000, 24, false, false);

    @Test
    void aCaseIsATableWithARowForEachProbeAndLayer() {
        assertThat(String.join("\n", new CaseReport(CaseResultTest.result()).lines(FILE)))
                .isEqualTo("""

                        demo, standardised features: run r7, step 3000 (warm start from step 2750), 2 layers 64 wide, 4 probes

                        task          layer   time ours  theirs  test n  accuracy ours  theirs  objective ours   theirs    l2  iterations ours  theirs
                        ------------  ------  ---------  ------  ------  -------------  ------  --------------  -------  ----  ---------------  ------
                        UPOS          x0         0.1250  3.0000   5,269         0.9000  0.9020         7021.40  7021.35  10.0               12     481
                        UPOS control  x0         0.1250  3.0000   5,269         0.5000  0.5000         7021.40  7021.35  10.0               12     481
                        (all)         x0         0.2500  6.0000
                        UPOS          block1     0.1250  3.0000   5,269         0.9100  0.9060         7021.40  7021.35  10.0               12    481!
                        UPOS control  block1     0.1250  3.0000   5,269         0.5010  0.4990         7021.40  7021.35  10.0               12    481!
                        (all)         block1     0.2500  6.0000

                        Seconds; ours from the weights of the scheduled snapshot before. Ours trains the tasks of a layer together and
                        2 layers side by side: a task's time is its share of the snapshot's wall time, by its layer's thread time
                        and its number of classes. Theirs standardises once for a layer, and that is shared evenly by its tasks.

                        Over the snapshot, median of 3 rounds in turns:
                          ours, warm start                             0.500 s    24.0 times scikit-learn's speed  (0.750, 0.500, 0.250)
                          ours, from nothing                           1.000 s    12.0 times scikit-learn's speed  (1.000, 0.500, 8.000)
                          ours, from nothing, one probe at a time      2.000 s     6.0 times scikit-learn's speed  (2.000, 2.000, 3.000)
                          scikit-learn                                12.000 s     1.0 times scikit-learn's speed  (12.000, 11.000, 40.000)
                        Choosing the strengths, ours only, on the snapshot before: 3.250 s.
                        Ours keeps up 25% (warm) and 50% (from nothing) of the 200 GFLOP/s of this machine's matrix products on 2 threads.
                        Largest accuracy difference from nothing 0.0030; worst task's mean accuracy above theirs by 0.0010 (UPOS).
                        Not converged (!), of 4 probes: ours 0 warm, 0 from nothing; theirs 2.""");
    }

    @Test
    void theLastLineIsForScripts() {
        assertThat(new CaseReport(CaseResultTest.result()).lastLine())
                .isEqualTo(
                        "probes: 24.0 times scikit-learn's speed over a snapshot, largest accuracy difference 0.0040");
    }

    @Test
    void aTargetIsMetBySpeedAndAlikeness() {
        assertThat(new CaseReport(CaseResultTest.result()).targets())
                .containsExactly(
                        "target R >= 10 (standardised, without warm start; accuracies within 0.005, no task's mean worse by"
                                + " 0.001): met, R = 12.0",
                        "target R >= 20 (standardised; accuracies within 0.005, no task's mean worse by 0.001): met, R = 24.0");
    }

    @Test
    void aTargetMissedIsSaidPlainly() {
        CaseResult is = CaseResultTest.result();
        CaseResult slow = new CaseResult(
                is.name(),
                is.description(),
                FeatureSpace.WHITENED,
                is.threads(),
                is.choosing(),
                List.of(6.0),
                List.of(6.0),
                List.of(6.0),
                List.of(12.0),
                is.gigaflops(),
                is.rate(),
                is.rows());
        assertThat(new CaseReport(slow).targets())
                .containsExactly(
                        "target R >= 8 (whitened; accuracies within 0.005, no task's mean worse by 0.001): not met,"
                                + " R = 2.0");
    }
}
