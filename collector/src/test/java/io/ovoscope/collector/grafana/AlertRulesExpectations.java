package io.ovoscope.collector.grafana;

/** What the alert rules ask for and get where five runs have findings and their collector had an outage. */
final class AlertRulesExpectations {
    private static final int RUNS = 5;

    private AlertRulesExpectations() {}

    static Expectations of() {
        return new Expectations("rules.yaml")
                .rule("Regression open", "A", Expected.series(RUNS).only("open", "1"))
                .rule("Probe suspected", "A", Expected.series(0))
                .rule("Broken data", "A", Expected.series(RUNS).only("open", "1"))
                .rule("Watching impaired", "A", Expected.series(0))
                .rule("Run stalled", "A", Expected.series(RUNS).only("open", "0"))
                .rule("No collector watches", "A", Expected.series(1).values("reports", "11"))
                .rule("Snapshots dropped", "A", Expected.series(RUNS).only("dropped", "1"))
                .rule("Dead letters", "A", Expected.series(1).values("letters", "3"))
                .rule("Pipeline lags", "A", Expected.series(4).only("lag", "0"))
                .rule("InfluxDB refuses points", "A", Expected.series(1).values("refused", "0"))
                .rule("A receiver of alerts refuses", "A", Expected.series(1).values("refused", "0"));
    }
}
