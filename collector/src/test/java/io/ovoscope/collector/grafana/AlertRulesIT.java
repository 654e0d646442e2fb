package io.ovoscope.collector.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.finding.SampleFindings;
import io.ovoscope.collector.publish.LineProtocol;
import io.ovoscope.wire.BrokenData;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.Health;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each alert rule on a real InfluxDB: with what must make it fire, and with what must not. */
class AlertRulesIT {
    private static final Instant NOW = SampleFindings.NOON.plusSeconds(3_600);
    private static final Map<String, String> UPOS_OF_R = Map.of("run", "r", "task", "UPOS");
    private static final Map<String, String> COLLECTOR = Map.of("process", "collector-1");
    private static final int EVERY_SECONDS = 5;

    @TempDir
    private Path directory;

    private FilledInflux influx;

    @BeforeEach
    void start() throws Exception {
        influx = FilledInflux.start(directory);
    }

    @AfterEach
    void stop() {
        influx.close();
    }

    private List<Map<String, String>> firing(String title) throws Exception {
        return firing(title, NOW);
    }

    private List<Map<String, String>> firing(String title, Instant now) throws Exception {
        return new RuleEvaluation(AlertFile.all().stream()
                        .flatMap(file -> file.rules().stream())
                        .filter(rule -> rule.path("title").asText().equals(title))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no rule '" + title + "'")))
                .firing(influx.server(), now);
    }

    private void found(Finding... findings) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            lines.addAll(LineProtocol.of(finding));
        }
        influx.server().write(lines);
    }

    private interface Course {
        double at(int record);
    }

    /** A stage's counter or gauge over the last half hour, a value every five seconds. */
    private void reported(String stage, String run, String field, boolean counter, Course course) throws Exception {
        List<String> lines = new ArrayList<>();
        int records = 1_800 / EVERY_SECONDS;
        for (int i = 0; i < records; i++) {
            Instant at = NOW.minusSeconds((long) EVERY_SECONDS * (records - i));
            double value = course.at(i);
            Health health = new Health(
                    run.isEmpty() ? "collector-1" : "agent-1",
                    stage,
                    run,
                    at,
                    counter ? Map.of(field, (long) value) : Map.of(),
                    counter ? Map.of() : Map.of(field, value));
            LineProtocol.of(health).ifPresent(lines::add);
        }
        influx.server().write(lines);
    }

    @Test
    void regressionFiresWhileItIsOpenAndBlamesTheModel() throws Exception {
        assertThat(firing("Regression open")).isEmpty();
        found(SampleFindings.open("r"), SampleFindings.recovered("other"));
        assertThat(firing("Regression open")).containsExactly(UPOS_OF_R);
        assertThat(firing("Probe suspected")).isEmpty();
        found(SampleFindings.recovered("r"));
        assertThat(firing("Regression open")).isEmpty();
    }

    @Test
    void regressionThatBeganWeeksAgoStillFires() throws Exception {
        found(SampleFindings.open("r"));
        assertThat(firing("Regression open", NOW.plusSeconds(20 * 86_400L))).containsExactly(UPOS_OF_R);
    }

    @Test
    void stallThatNobodyMendedInAWeekFiresNoMore() throws Exception {
        found(SampleFindings.broken("r", BrokenData.Kind.STALLED, null));
        assertThat(firing("Run stalled", NOW.plusSeconds(6 * 86_400L))).containsExactly(Map.of("run", "r"));
        assertThat(firing("Run stalled", NOW.plusSeconds(8 * 86_400L))).isEmpty();
    }

    @Test
    void suspectedProbeIsAnAlertOfItsOwn() throws Exception {
        found(SampleFindings.suspected("r"));
        assertThat(firing("Probe suspected")).containsExactly(UPOS_OF_R);
        assertThat(firing("Regression open")).isEmpty();
    }

    @Test
    void brokenDataFiresWhileItLastsAndAStallIsToldAsSuch() throws Exception {
        found(
                SampleFindings.broken("r", BrokenData.Kind.NON_FINITE, null),
                SampleFindings.broken("ended", BrokenData.Kind.NON_FINITE, 256L));
        assertThat(firing("Broken data")).containsExactly(Map.of("run", "r", "fault", "non-finite"));
        assertThat(firing("Run stalled")).isEmpty();
        found(
                SampleFindings.broken("s", BrokenData.Kind.STALLED, null),
                SampleFindings.broken("came-back", BrokenData.Kind.STALLED, 256L));
        assertThat(firing("Run stalled")).containsExactly(Map.of("run", "s"));
        assertThat(firing("Broken data")).hasSize(1);
    }

    @Test
    void silenceFiresWhereNobodyReportsAndNotWhereSomebodyDoes() throws Exception {
        assertThat(firing("No collector watches")).hasSize(1);
        reported("watch", "", "lag.records", false, i -> 0);
        assertThat(firing("No collector watches")).isEmpty();
        assertThat(firing("No collector watches", NOW.plusSeconds(900))).hasSize(1);
    }

    @Test
    void droppedSnapshotsFireWhenTheyAreNew() throws Exception {
        reported("agent", "calm", "snapshots.dropped", true, i -> 7);
        assertThat(firing("Snapshots dropped")).isEmpty();
        reported("agent", "r", "snapshots.dropped", true, i -> i < 100 ? 0 : 1);
        assertThat(firing("Snapshots dropped")).containsExactly(Map.of("run", "r"));
    }

    @Test
    void anAgentThatStartsAgainAndCountsFromNothingHasDroppedNothing() throws Exception {
        reported("agent", "r", "snapshots.dropped", true, i -> 5);
        Health again =
                new Health("agent-2", "agent", "r", NOW.minusSeconds(60), Map.of("snapshots.dropped", 0L), Map.of());
        influx.server().write(List.of(LineProtocol.of(again).orElseThrow()));
        assertThat(firing("Snapshots dropped")).isEmpty();
        Health worse =
                new Health("agent-2", "agent", "r", NOW.minusSeconds(30), Map.of("snapshots.dropped", 2L), Map.of());
        influx.server().write(List.of(LineProtocol.of(worse).orElseThrow()));
        assertThat(firing("Snapshots dropped")).containsExactly(Map.of("run", "r"));
    }

    @Test
    void whatImpairsTheWatchingWakesNobody() throws Exception {
        found(
                SampleFindings.broken("r", BrokenData.Kind.MISSING_LAYERS, null),
                SampleFindings.broken("ended", BrokenData.Kind.PROBE_SET_CHANGED, 256L));
        assertThat(firing("Watching impaired")).containsExactly(Map.of("run", "r", "fault", "missing-layers"));
        assertThat(firing("Broken data")).isEmpty();
    }

    @Test
    void anInfluxDbThatAnswersNothingFiresOneRuleOnly() {
        List<String> errors = new ArrayList<>();
        for (AlertFile file : AlertFile.all()) {
            file.rules()
                    .forEach(rule -> errors.add(rule.path("title").asText() + ": "
                            + rule.path("execErrState").asText()));
        }
        assertThat(errors).hasSizeGreaterThan(10).contains("No collector watches: Alerting");
        assertThat(errors).filteredOn(error -> !error.endsWith(": KeepLast")).hasSize(1);
    }

    @Test
    void deadLettersFireWhenTheyAreNew() throws Exception {
        reported("collector", "", "dead-letters", true, i -> 4);
        assertThat(firing("Dead letters")).isEmpty();
        reported("collector", "", "dead-letters", true, i -> i < 300 ? 4 : 5);
        assertThat(firing("Dead letters")).containsExactly(COLLECTOR);
    }

    @Test
    void lagFiresWhereItNeverEndsAndNotWhereItComesAndGoes() throws Exception {
        reported("score", "", "lag.records", false, i -> i % 12 == 0 ? 0 : 400);
        assertThat(firing("Pipeline lags")).isEmpty();
        reported("publish", "", "lag.records", false, i -> 200 + i);
        assertThat(firing("Pipeline lags")).containsExactly(Map.of("process", "collector-1", "stage", "publish"));
    }

    @Test
    void refusalsOfInfluxDbAndOfReceiversFireWhenTheyAreNew() throws Exception {
        reported("publish", "", "points.refused", true, i -> 9);
        reported("alert", "", "notices.refused", true, i -> 0);
        assertThat(firing("InfluxDB refuses points")).isEmpty();
        assertThat(firing("A receiver of alerts refuses")).isEmpty();
        reported("publish", "", "points.refused", true, i -> i < 300 ? 9 : 10);
        reported("alert", "", "notices.refused", true, i -> i < 300 ? 0 : 1);
        assertThat(firing("InfluxDB refuses points")).containsExactly(COLLECTOR);
        assertThat(firing("A receiver of alerts refuses")).containsExactly(COLLECTOR);
    }
}
