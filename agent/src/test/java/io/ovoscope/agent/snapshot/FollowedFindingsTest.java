package io.ovoscope.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.wire.Emergence;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.Level;
import io.ovoscope.wire.Regression;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowedFindingsTest {
    private final ScheduleSettings settings = new ScheduleSettings(100, 0, 0, 2, List.of(), 20);
    private final FollowedFindings findings = settings.findings();

    static Emergence emergence(String task, long bestStep) {
        return new Emergence(
                "r7",
                1,
                task,
                Level.SYNTAX,
                -1,
                "best",
                0.9,
                0,
                bestStep,
                null,
                null,
                Instant.EPOCH,
                0.3,
                0.8,
                bestStep,
                0.4,
                bestStep,
                100);
    }

    static Regression regression(long opened, @Nullable Long recovered) {
        Regression.Drop drop =
                new Regression.Drop(1, "l1", List.of(100L), 0.8, 0.7, 0.1, 0.05, 0.15, 0.001, null, 10, 0, 100);
        return new Regression(
                "r7",
                1,
                "UPOS",
                Level.SYNTAX,
                LabelSource.GOLD,
                opened,
                opened,
                Instant.EPOCH,
                recovered,
                recovered == null ? null : Instant.EPOCH,
                List.of(drop),
                Regression.Verdict.MODEL_REGRESSED,
                List.of(),
                0.001,
                0.05,
                100,
                null);
    }

    /** As the topic held it: two tasks emerge, one regresses and recovers. */
    private void replay(long through) {
        record Told(long step, Finding finding) {}
        List.of(
                        new Told(200, emergence("UPOS", 200)),
                        new Told(300, emergence("DepArc", 300)),
                        new Told(310, emergence("UPOS", 300)),
                        new Told(600, regression(590, null)),
                        new Told(700, regression(590, 690L)))
                .stream()
                .filter(told -> told.step() <= through)
                .forEach(told -> findings.told(told.finding(), told.step()));
    }

    @Test
    void whatMovesHalvesTheDistanceDownToTheLeast() {
        assertThat(findings.spacing(150)).isEqualTo(100);
        replay(200);
        assertThat(findings.spacing(200)).isEqualTo(50);
        replay(300);
        assertThat(findings.spacing(300)).isEqualTo(25);
        findings.told(emergence("Tense", 300), 305);
        assertThat(findings.spacing(305)).isEqualTo(20);
    }

    @Test
    void distanceIsTheOldOneWhenNothingMovesAnyMore() {
        replay(310);
        assertThat(findings.spacing(499)).isEqualTo(25);
        assertThat(findings.spacing(500)).isEqualTo(100);
        replay(600);
        assertThat(findings.spacing(5_000)).as("a regression stays open").isEqualTo(50);
        replay(700);
        assertThat(findings.spacing(5_000)).isEqualTo(100);
    }

    @Test
    void scheduleAsksForSnapshotsInBetweenButNeverBeyondTheBudget() {
        SnapshotSchedule schedule = settings.schedule(findings);
        replay(300);
        assertThat(LongStream.rangeClosed(301, 400).filter(schedule::isDue).boxed())
                .containsExactly(325L, 350L, 375L, 400L);
        assertThat(schedule.mayOverdraw(325)).isFalse();
        assertThat(schedule.description()).endsWith("; where findings say that curves move, down to every 20");
    }

    @Test
    void findingsChangeNothingUnlessAskedFor() {
        ScheduleSettings fixed = new ScheduleSettings(100, 0, 0, 2, List.of());
        assertThat(fixed.findings().isOn()).isFalse();
        assertThat(fixed.schedule().description()).isEqualTo("step 0, powers of two, then every 100");
        assertThatThrownBy(() -> new ScheduleSettings(100, 0, 0, 2, List.of(), 101))
                .hasMessage("denserWhereFindings 101: expecting 0 <= denserWhereFindings <= every, here 100");
    }
}
