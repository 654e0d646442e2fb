package io.ovoscope.collector.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsotonicFitTest {
    @Test
    void theFitIsTheOneThatScikitLearnFinds() throws IOException {
        List<double[]> lines = Sequences.read("isotonic.txt");
        assertThat(lines).hasSize(22);
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(IsotonicFit.of(lines.get(i)))
                    .as("case %d", i / 2)
                    .containsExactly(lines.get(i + 1), within(1e-12));
        }
    }

    @Test
    void aFallingPairIsPooledAndTheInputLeftAsItIs() {
        double[] values = {.2, .6, .4, .8};
        assertThat(IsotonicFit.of(values)).containsExactly(new double[] {.2, .5, .5, .8}, within(1e-15));
        assertThat(values).containsExactly(.2, .6, .4, .8);
    }

    @Test
    void onlyTheFirstSoManyValuesAreFitted() {
        double[] values = {.4, .2, .1};
        new IsotonicFit(3).fit(values, 2);
        assertThat(values).containsExactly(new double[] {.3, .3, .1}, within(1e-15));
    }
}
