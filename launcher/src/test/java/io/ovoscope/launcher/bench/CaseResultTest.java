package io.ovoscope.launcher.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.launcher.bench.CaseResult.Gigaflops;
import io.ovoscope.launcher.bench.CaseResult.Probe;
import io.ovoscope.launcher.bench.CaseResult.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseResultTest {

    /** Two probes of two layers; medians 0.5 s warm, 1 s cold, 2 s alone, 12 s theirs. */
    static CaseResult result() {
        return new CaseResult(
                "demo",
                "run r7, step 3000 (warm start from step 2750), 2 layers 64 wide, 4 probes",
                FeatureSpace.STANDARDISED,
                2,
                3.25,
                List.of(.75, .5, .25),
                List.of(1.0, .5, 8.0),
                List.of(2.0, 2.0, 3.0),
                List.of(12.0, 11.0, 40.0),
                new Gigaflops(25, 100),
                200,
                List.of(
                        row("UPOS", 0, .9000, .9020),
                        row("UPOS control", 0, .5000, .5000),
                        row("UPOS", 1, .9100, .9060),
                        row("UPOS control", 1, .5010, .4990)));
    }

    private static Row row(String task, int layer, double ours, double theirs) {
        return new Row(
                task,
                layer,
                layer == 0 ? "x0" : "block1",
                5_269,
                10,
                new Probe(.125, ours, 7_021.40, 12, true),
                new Probe(.25, ours - .001, 7_021.41, 79, true),
                new Probe(3, theirs, 7_021.35, 481, layer == 0));
    }

    @Test
    void speedsAreThoseOfMedians() {
        assertThat(result().speedWarm()).isEqualTo(24);
        assertThat(result().speedCold()).isEqualTo(12);
        assertThat(result().speedTogether()).isEqualTo(2);
        assertThat(CaseResult.median(List.of(4.0, 1.0))).isEqualTo(2.5);
    }

    @Test
    void theLargestDifferenceIsEitherWay() {
        assertThat(result().largestDifference()).isCloseTo(.004, within(1e-9));
        assertThat(result().largestDifferenceCold()).isCloseTo(.003, within(1e-9));
    }

    @Test
    void theWorstTaskIsTheOneWhoseMeanOverLayersIsFurthestBelow() {
        assertThat(result().deficits().get("UPOS")).isCloseTo(-.001, within(1e-9));
        assertThat(result().deficits().get("UPOS control")).isCloseTo(-.001, within(1e-9));
        assertThat(result().worstTaskDeficit()).isCloseTo(-.001, within(1e-9));
    }

    @Test
    void theShareIsOfTheMeasuredRate() {
        assertThat(result().shareWarm()).isEqualTo(.25);
        assertThat(result().shareCold()).isEqualTo(.5);
    }

    @Test
    void unconvergedProbesAreCountedOnEachSide() {
        assertThat(result().unconverged()).containsExactly(0, 0, 2);
    }

    @Test
    void aCaseWithoutARoundIsRefused() {
        CaseResult good = result();
        assertThatThrownBy(() -> new CaseResult(
                        "demo",
                        "",
                        good.space(),
                        2,
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        good.gigaflops(),
                        1,
                        good.rows()))
                .hasMessageContaining("without a round");
    }
}
