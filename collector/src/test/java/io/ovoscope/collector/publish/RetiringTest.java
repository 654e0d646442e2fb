package io.ovoscope.collector.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.wire.Baseline;
import io.ovoscope.wire.FloatEncoding;
import io.ovoscope.wire.LayerInfo;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetiringTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final KnownRuns runs = new KnownRuns();
    private final Retiring retiring = new Retiring(runs);

    private static RunManifest began(long resumedAtStep, int minute) {
        return new RunManifest(
                "r",
                1,
                resumedAtStep,
                NOON.plusSeconds(60L * minute),
                "model",
                10,
                List.of(new LayerInfo(0, "x0", 8)),
                "set",
                List.of(),
                List.of(),
                "schedule",
                "encoder",
                "mean",
                FloatEncoding.F32,
                Baseline.UNTRAINED,
                "1");
    }

    private static StepClosed step(int attempt, long step) {
        return new StepClosed("r", attempt, step, NOON, 1, 1, false);
    }

    @Test
    void firstAttemptRetiresNothing() {
        runs.put(began(0, 0));
        assertThat(retiring.due()).isEmpty();
        assertThat(retiring.isRetired(step(1, 5))).isFalse();
    }

    @Test
    void whatAnAttemptRetiredIsMarkedOnceAndAgainAfterTheGroupChanged() {
        RunManifest first = began(0, 0);
        runs.put(first);
        retiring.due();
        runs.put(began(500, 1).after(first));

        assertThat(retiring.due()).containsExactly(new Retirement("r", 2, 500));
        assertThat(retiring.due()).isEmpty();
        retiring.beginAgain();
        assertThat(retiring.due()).containsExactly(new Retirement("r", 2, 500));
    }

    @Test
    void everyAttemptIsRememberedThoughItsManifestIsGone() {
        runs.put(began(800, 2).after(began(500, 1).after(began(0, 0))));

        assertThat(retiring.due()).containsExactly(new Retirement("r", 2, 500), new Retirement("r", 3, 800));
        assertThat(retiring.isRetired(step(1, 499))).isFalse();
        assertThat(retiring.isRetired(step(1, 600)))
                .as("attempt 2 went another way")
                .isTrue();
        assertThat(retiring.isRetired(step(2, 600))).isFalse();
        assertThat(retiring.isRetired(step(2, 800))).isTrue();
        assertThat(retiring.isRetired(step(3, 800))).isFalse();
    }

    @Test
    void lateRecordOfAnOldAttemptIsMarkedAsItIsWritten() {
        runs.put(began(500, 1).after(began(0, 0)));
        assertThat(retiring.isRetired(step(1, 600))).isTrue();
        assertThat(retiring.isRetired(step(2, 600))).isFalse();
    }

    @Test
    void runDeletedAndResumedAgainUnderItsNameIsMarkedAnew() {
        runs.put(began(5, 1).after(began(0, 0)));
        retiring.due();
        runs.put(began(7, 3).after(began(0, 2)));
        assertThat(retiring.due()).containsExactly(new Retirement("r", 2, 7));
    }

    @Test
    void markIsOfTheSameSeriesAndTimeAndOfNothingElse() throws Exception {
        String answer = """
                {"results":[{"statement_id":0,"series":[{"name":"probe",
                 "tags":{"layer":"01","layerName":"","run":"a, b=c","task":"UPOS"},
                 "columns":["time","step"],"values":[[1767268800000000001,600],[1767268800000000002,601]]}]}]}
                """;
        assertThat(RetiredPoints.marks(JsonMapper.builder().build().readTree(answer)))
                .containsExactly(
                        "probe,layer=01,run=a\\,\\ b\\=c,task=UPOS retired=true 1767268800000000001",
                        "probe,layer=01,run=a\\,\\ b\\=c,task=UPOS retired=true 1767268800000000002");
    }

    @Test
    void queryAsksForUnmarkedPointsOfEarlierAttemptsOnly() {
        assertThat(RetiredPoints.query("probe", new Retirement("it's", 3, 500)))
                .isEqualTo("SELECT \"step\" FROM \"probe\" WHERE \"run\" = 'it\\'s' AND \"attempt\" < 3"
                        + " AND \"step\" >= 500 AND \"retired\" = false GROUP BY *");
    }
}
