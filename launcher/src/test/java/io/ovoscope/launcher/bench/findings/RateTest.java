package io.ovoscope.launcher.bench.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {
    /** Expected values: scipy.stats.binomtest(k, n).proportion_ci(method="exact"). */
    @Test
    void intervalsAreThoseOfClopperAndPearson() {
        assertThat(new Rate(95, 100).lower()).isEqualTo(0.8871651, within(1e-6));
        assertThat(new Rate(95, 100).upper()).isEqualTo(0.9835681, within(1e-6));
        assertThat(new Rate(0, 20).lower()).isZero();
        assertThat(new Rate(0, 20).upper()).isEqualTo(0.1684335, within(1e-6));
        assertThat(new Rate(20, 20).upper()).isEqualTo(1);
    }

    /** Expected values: scipy.stats.chi2.ppf(0.95, 2 * (k + 1)) / 2. */
    @Test
    void rareEventsAreBoundedByPoisson() {
        assertThat(new Rate(0, 1000).perThousandUpper()).isEqualTo(2.995732, within(1e-4));
        assertThat(new Rate(4, 6000).perThousandUpper()).isEqualTo(9.153519 / 6, within(1e-4));
    }

    @Test
    void theNormalDistributionIsExact() {
        assertThat(Normal.cdf(1.959963984540054)).isEqualTo(0.975, within(1e-12));
        assertThat(Normal.quantile(0.025)).isEqualTo(-1.959963984540054, within(1e-9));
        assertThat(Normal.both(0, 0.5)).as("1/4 + asin(r) / 2π").isEqualTo(1 / 3.0, within(1e-6));
    }
}
