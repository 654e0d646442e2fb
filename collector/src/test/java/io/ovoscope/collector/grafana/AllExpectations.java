package io.ovoscope.collector.grafana;

import java.util.List;

/** The expectations of every file under {@code dashboards/}. */
final class AllExpectations {
    private AllExpectations() {}

    static List<Expectations> list() {
        return List.of(
                EmergenceExpectations.of(),
                CompareRunsExpectations.of(),
                RegressionsExpectations.of(),
                PipelineHealthExpectations.of(),
                AlertRulesExpectations.of());
    }

    static Expectations of(String file) {
        return list().stream()
                .filter(expectations -> expectations.file().equals(file))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        file + ": nothing is expected of it; add a class to " + AllExpectations.class.getSimpleName()));
    }
}
