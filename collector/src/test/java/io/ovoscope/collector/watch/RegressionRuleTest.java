package io.ovoscope.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.significance.DropTest;
import io.ovoscope.collector.significance.LordPlusPlus;
import io.ovoscope.collector.watch.RegressionRule.CurveTest;
import io.ovoscope.collector.watch.RegressionRule.Incident;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rule by itself, over p-values given by hand; tests are of tasks A and B, two layers each. */
class RegressionRuleTest {
    private static final double SURE = 1e-12;

    private final RegressionRule rule = new RegressionRule(new RegressionSettings(.01, 2, .05));
    private long step = 100;

    @Test
    void aFallThatPersistsOpensOneIncidentOfItsTask() {
        quiet(3);
        next(.03, SURE, .02, SURE, 0, 1);
        assertThat(rule.incidents()).as("one snapshot is not enough").isEmpty();
        next(.02, SURE, .03, SURE, 0, 1);
        Incident incident = only();
        assertThat(incident.task()).isEqualTo("A");
        assertThat(incident.lastGoodStep()).isEqualTo(102);
        assertThat(incident.openedStep()).isEqualTo(103);
        assertThat(incident.confirmedStep()).isEqualTo(104);
        assertThat(incident.recoveredStep()).isNull();
        assertThat(incident.drops()).extracting(CurveTest::layer).containsExactly(1, 0);
        assertThat(incident.together()).containsExactly("A");
        assertThat(incident.stepP()).isLessThan(1e-11);
        next(.03, SURE, .03, SURE, 0, 1);
        assertThat(only()).as("it stays as it was confirmed").isEqualTo(incident);
    }

    @Test
    void aDipOfOneSnapshotIsNoIncident() {
        for (int i = 0; i < 10; i++) {
            next(.5, SURE, .5, SURE, 0, 1);
            quiet(1);
        }
        assertThat(rule.incidents()).isEmpty();
    }

    @Test
    void twoLayersThatFallByTurnsAreNoIncident() {
        for (int i = 0; i < 10; i++) {
            next(i % 2 == 0 ? .5 : 0, i % 2 == 0 ? SURE : 1, i % 2 == 0 ? 0 : .5, i % 2 == 0 ? 1 : SURE, 0, 1);
        }
        assertThat(rule.incidents()).isEmpty();
    }

    @Test
    void aSureDropBelowTheThresholdIsNoIncident() {
        for (int i = 0; i < 10; i++) {
            next(.0099, SURE, .0099, SURE, 0, 1);
        }
        assertThat(rule.incidents()).isEmpty();
    }

    @Test
    void aLargeDropThatChanceExplainsIsNoIncident() {
        for (int i = 0; i < 10; i++) {
            next(.2, .01, .2, .01, .2, .01);
        }
        assertThat(rule.incidents()).isEmpty();
    }

    @Test
    void aSnapshotWithoutTheCurveNeitherConfirmsNorEndsItsFall() {
        quiet(3);
        next(.03, SURE, .03, SURE, 0, 1);
        rule.next(step++, List.of());
        rule.next(step++, List.of(test("B", 0, 0, 1)));
        assertThat(rule.incidents()).isEmpty();
        next(.03, SURE, .03, SURE, 0, 1);
        assertThat(only().openedStep()).isEqualTo(103);
        assertThat(only().lastGoodStep()).isEqualTo(102);
    }

    @Test
    void aTaskThatIsWellForAsLongAsItHadToFallHasRecoveredAndMayFallAgain() {
        quiet(3);
        fall(5);
        quiet(1);
        fall(1);
        quiet(1);
        assertThat(only().recoveredStep()).as("well, but not twice in a row").isNull();
        quiet(1);
        assertThat(only().recoveredStep()).isEqualTo(111);
        fall(2);
        assertThat(rule.incidents()).hasSize(2);
        Incident second = rule.incidents().get(1);
        assertThat(second.openedStep()).isEqualTo(112);
        assertThat(second.lastGoodStep()).isEqualTo(111);
        assertThat(second.recoveredStep()).isNull();
    }

    @Test
    void aTaskHasNotRecoveredWhileItIsSurelyBelowByMoreThanHalfTheThreshold() {
        quiet(3);
        fall(2);
        for (int i = 0; i < 5; i++) {
            next(.006, .001, .006, .001, 0, 1);
        }
        assertThat(only().recoveredStep()).isNull();
        next(.005, .001, .005, .001, 0, 1);
        next(.02, .2, .004, .001, 0, 1);
        assertThat(only().recoveredStep()).isEqualTo(111);
    }

    @Test
    void anOpenIncidentLendsItsSignificanceToNoOtherTask() {
        quiet(3);
        fall(2);
        for (int i = 0; i < 20; i++) {
            next(.5, SURE, .5, SURE, .2, .004);
        }
        assertThat(rule.incidents()).extracting(Incident::task).containsExactly("A");
    }

    @Test
    void tasksThatFallOneAfterTheOtherAreSaidToFallTogether() {
        quiet(3);
        next(.03, SURE, .03, SURE, 0, 1);
        next(.03, SURE, .03, SURE, .03, SURE);
        next(.03, SURE, .03, SURE, .03, SURE);
        assertThat(rule.incidents()).extracting(Incident::task).containsExactly("A", "B");
        assertThat(rule.incidents().get(0).together()).containsExactlyInAnyOrder("A", "B");
        assertThat(rule.incidents().get(1).together()).containsExactlyInAnyOrder("A", "B");
    }

    @Test
    void theLevelOfAStepIsLordsAndStepsWithoutTestsCostNothing() {
        LordPlusPlus lord = new LordPlusPlus(.05);
        for (int i = 0; i < 50; i++) {
            rule.next(step++, List.of());
        }
        quiet(3);
        for (int i = 0; i < 3; i++) {
            assertThat(lord.rejects(1)).isFalse();
        }
        double first = lord.level();
        // Four tests, one of them small: Simes's p is four times that.
        next(.03, first / 4 * 1.01, 0, 1, 0, 1);
        next(.03, SURE, 0, 1, 0, 1);
        assertThat(rule.incidents()).isEmpty();
        assertThat(lord.rejects(1)).isFalse();
        assertThat(lord.rejects(0)).isTrue();
        next(.03, lord.level() / 4 * .99, 0, 1, 0, 1);
        assertThat(only().stepAlpha()).isEqualTo(lord.level());
        assertThat(only().stepP()).isEqualTo(lord.level() * .99);
    }

    private void quiet(int snapshots) {
        for (int i = 0; i < snapshots; i++) {
            next(0, 1, 0, 1, 0, 1);
        }
    }

    private void fall(int snapshots) {
        for (int i = 0; i < snapshots; i++) {
            next(.03, SURE, .03, SURE, 0, 1);
        }
    }

    private void next(double drop0, double p0, double drop1, double p1, double dropB, double pB) {
        rule.next(
                step++,
                Stream.of(test("A", 0, drop0, p0), test("A", 1, drop1, p1), test("B", 0, dropB, pB), test("B", 1, 0, 1))
                        .toList());
    }

    private static CurveTest test(String task, int layer, double drop, double p) {
        return new CurveTest(task, layer, new DropTest(0, drop, 0, .001, p));
    }

    private Incident only() {
        assertThat(rule.incidents()).hasSize(1);
        return rule.incidents().get(0);
    }
}
