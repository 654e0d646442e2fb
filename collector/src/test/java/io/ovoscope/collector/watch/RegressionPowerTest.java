package io.ovoscope.collector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.collector.probe.Clusters;
import io.ovoscope.collector.probe.Outcomes;
import io.ovoscope.collector.significance.Churn;
import io.ovoscope.collector.significance.Plateau;
import io.ovoscope.collector.significance.Plateaus;
import io.ovoscope.collector.watch.RegressionRule.CurveTest;
import io.ovoscope.collector.watch.RegressionRule.Incident;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule over simulated runs: how seldom it cries wolf, and how soon it sees a drop in all layers of a task. */
class RegressionPowerTest {
    private static final int LAYERS = 2;

    private static Plateaus curve(long seed, int sentences) {
        return new Plateaus(seed, sentences, 10, .19, .3, 1);
    }

    private static List<Incident> run(int run, int tasks, int sentences, int snapshots, int dropAt, double lost) {
        List<Plateaus> curves = new ArrayList<>();
        List<Plateau> plateaus = new ArrayList<>();
        for (int c = 0; c < tasks * LAYERS; c++) {
            curves.add(curve(1000L * run + c, sentences));
            plateaus.add(new Plateau(curves.get(c).sentences()));
        }
        RegressionRule rule = new RegressionRule(RegressionSettings.defaults());
        for (int t = 0; t < snapshots; t++) {
            List<CurveTest> tests = new ArrayList<>();
            for (int c = 0; c < curves.size(); c++) {
                String task = "task" + c / LAYERS;
                int layer = c % LAYERS;
                boolean fallen = task.equals("task0") && t >= dropAt;
                plateaus.get(c)
                        .next(curves.get(c).next(fallen ? lost : 0))
                        .ifPresent(test -> tests.add(new CurveTest(task, layer, test)));
            }
            rule.next(t, tests);
        }
        return rule.incidents();
    }

    @Test
    void theCurvesHaveTheDiscordanceAndDesignEffectThatIsSpokenOf() {
        Plateaus curve = curve(1, 1000);
        Clusters sentences = curve.sentences();
        Outcomes before = curve.next(0);
        double discordance = 0;
        double effect = 0;
        for (int t = 0; t < 20; t++) {
            Outcomes now = curve.next(0);
            Churn churn = Churn.between(before, now, sentences);
            discordance += churn.discordance() / 20;
            effect += churn.designEffect() / 20;
            before = now;
        }
        assertThat(discordance).isBetween(.05, .07);
        assertThat(effect).isBetween(1.4, 2.0);
    }

    @Test
    void whereNothingChangesNoIncidentIsOpened() {
        int incidents = 0;
        for (int run = 0; run < 40; run++) {
            incidents += run(run, 3, 60, 60, 60, 0).size();
        }
        // 2,400 snapshots of 600 items, where a drop of a point or more is common.
        assertThat(incidents).isZero();
    }

    /** Accuracy is about .82: what is lost of it is the drop. Persistence makes two snapshots the soonest. */
    @ParameterizedTest
    @CsvSource({"0.05, 2", "0.02, 2", "0.016, 5"})
    void aDropInAllLayersOfATaskIsFoundSoon(double drop, int within) {
        for (int run = 0; run < 8; run++) {
            List<Incident> incidents = run(run, 2, 1000, 36, 28, drop / .82);
            assertThat(incidents).hasSize(1);
            Incident incident = incidents.get(0);
            assertThat(incident.task()).isEqualTo("task0");
            assertThat(incident.openedStep()).isGreaterThanOrEqualTo(28);
            assertThat(incident.confirmedStep()).isLessThan(28 + within);
        }
    }
}
