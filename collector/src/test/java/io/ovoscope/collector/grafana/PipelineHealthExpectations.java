package io.ovoscope.collector.grafana;

import static io.ovoscope.collector.grafana.BoardRun.SNAPSHOTS;

/** What the dashboard Pipeline health asks for and gets: an agent that dropped a snapshot, and a collector that could not reach InfluxDB for a while. */
final class PipelineHealthExpectations {
    private PipelineHealthExpectations() {}

    static Expectations of() {
        Expectations all = new Expectations("pipeline-health.json").choose("run", Expected.RUN);
        all.variable("run", Expected.series(1).contains("value", Expected.RUN));
        agent(all);
        collectors(all);
        return all.annotation("Open: broken data", Expected.series(1).rows(1).contains("severity", "critical"))
                .annotation("Past: broken data", Expected.series(1).rows(1).contains("severity", "critical"));
    }

    private static void agent(Expectations all) {
        all.panel("Snapshots taken", "A", sum(Integer.toString(SNAPSHOTS)))
                .panel("Snapshots sent", "A", sum(Integer.toString(SNAPSHOTS - 1)))
                .panel("Snapshots dropped", "A", sum("1"))
                .panel("Skipped for the budget", "A", sum("2"))
                .panel("Share of the budget used", "A", Expected.series(1).rows(1))
                .panel("Step", "A", Expected.series(1).values("last", "512"))
                .panel(
                        "Snapshots dropped, by reason",
                        "A",
                        processes(BoardHealth.AGENT)
                                .columns("time", "max_snapshots.dropped.queue-full")
                                .only("max_snapshots.dropped.queue-full", "1"))
                .panel(
                        "Training time, spent and allowed",
                        "A",
                        processes(BoardHealth.AGENT)
                                .columns("time", "spent", "allowed")
                                .rows(SNAPSHOTS)
                                .fromTo("spent", "0", "5")
                                .fromTo("allowed", "1", "11"))
                .panel(
                        "Where the agent's time goes",
                        "A",
                        processes(BoardHealth.AGENT)
                                .columns("time", "training thread", "forward passes", "sending", "checkpoints")
                                .rows(SNAPSHOTS)
                                .fromTo("forward passes", "0", "4"))
                .panel(
                        "Bytes sent",
                        "A",
                        processes(BoardHealth.AGENT).rows(SNAPSHOTS - 1).only("non_negative_derivative", "100000"));
    }

    private static void collectors(Expectations all) {
        all.panel(
                        "Lag, by stage",
                        "A",
                        Expected.series(4)
                                .tags("stage", "alert", "publish", "score", "watch")
                                .rows(4 * SNAPSHOTS)
                                .contains("sum", "600", "1000", "10"))
                .panel("Probe time", "A", collector().rows(SNAPSHOTS - 1).only("non_negative_derivative", "0.5"))
                .panel("Probe time", "B", collector().rows(SNAPSHOTS).only("max", "0.5"))
                .panel("Layers scored", "A", collector().rows(SNAPSHOTS - 1).only("non_negative_derivative", "24"))
                .panel(
                        "Layers scored",
                        "B",
                        collector()
                                .columns("time", "incomplete", "failed", "lost")
                                .only("lost", "0"))
                .panel("InfluxDB: written", "A", collector().only("non_negative_derivative", "3"))
                .panel(
                        "InfluxDB: retried and refused",
                        "A",
                        collector().values("non_negative_difference", "0", "0", "0", "0", "0", "1", "1", "1", "1", "1"))
                .panel("InfluxDB: retried and refused", "B", collector().only("non_negative_difference", "0"))
                .panel(
                        "Dead letters",
                        "A",
                        collector()
                                .columns("time", "score", "watch", "alert", "publish", "manifests")
                                .rows(SNAPSHOTS)
                                .fromTo("score", "0", "2")
                                .fromTo("publish", "0", "1")
                                .only("watch", "0"))
                .panel(
                        "Receivers of alerts: waiting and firing",
                        "A",
                        collector()
                                .columns("time", "max_webhook.firing", "max_webhook.waiting")
                                .only("max_webhook.firing", "2"))
                .panel(
                        "Receivers of alerts: refused and retried",
                        "A",
                        collector()
                                .columns("time", "max_webhook.refused", "max_webhook.retried")
                                .only("max_webhook.retried", "1"));
    }

    private static Expected sum(String value) {
        return Expected.series(1).values("sum", value);
    }

    private static Expected collector() {
        return processes(BoardHealth.COLLECTOR);
    }

    private static Expected processes(String process) {
        return Expected.series(1).tags("process", process);
    }
}
