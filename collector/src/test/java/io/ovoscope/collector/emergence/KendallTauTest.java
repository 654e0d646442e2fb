package io.ovoscope.collector.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KendallTauTest {
    @Test
    void tauIsTheOneThatScipyFinds() throws IOException {
        List<double[]> lines = Sequences.read("kendall.txt");
        assertThat(lines).hasSize(30);
        for (int i = 0; i < lines.size(); i += 3) {
            double tau = KendallTau.b(lines.get(i), lines.get(i + 1)).orElse(Double.NaN);
            double expected = lines.get(i + 2)[0];
            if (Double.isNaN(expected)) {
                assertThat(tau).as("case %d", i / 3).isNaN();
            } else {
                assertThat(tau).as("case %d", i / 3).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void ordersOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> KendallTau.b(new double[1], new double[2])).hasMessageContaining("1 and 2 ranks");
    }
}
