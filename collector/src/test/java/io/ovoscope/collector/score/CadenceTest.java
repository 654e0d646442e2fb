package io.ovoscope.collector.score;

import static io.ovoscope.collector.score.Scoring.figure;
import static io.ovoscope.collector.score.Scoring.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CadenceTest {
    private final Suite suite = new Suite();
    private final LayerZero zero = new LayerZero(suite.values(0, 5), Suite.WIDTH);

    private Map<String, CurvePoint> score(Scoring scoring, long step) {
        return scoring.score(1, step, suite.values(1, step), zero);
    }

    @Test
    void firstSnapshotAndEverySoManiethAfterItTakePart() {
        Cadence third = new Cadence("code length", "score.codelengthEvery", 3);

        assertThat(List.of(1, 2, 3, 4, 5, 6, 7)).filteredOn(third::isDue).containsExactly(1, 4, 7);
        assertThat(third.remark()).isEqualTo("code length: every 3rd snapshot (score.codelengthEvery)");
        assertThat(new Cadence("x", "y", 11).remark()).isEqualTo("x: every 11th snapshot (y)");
        assertThat(new Cadence("x", "y", 22).remark()).isEqualTo("x: every 22nd snapshot (y)");
        assertThat(new Cadence("x", "y", 0).isDue(1)).isFalse();
        assertThat(new Cadence("x", "y", 0).remark()).isEqualTo("x: never (y is 0)");
    }

    @Test
    void pointsWithoutACostlyFigureSayWhenItIsTaken() {
        try (Scoring scoring = new Scoring(suite, Scoring.settings(2, 0))) {
            List<Boolean> taken = new ArrayList<>();
            for (long step : new long[] {0, 1, 2, 4}) {
                Map<String, CurvePoint> points = score(scoring, step);
                taken.add(figure(points, "Tag", Figure.CODELENGTH).isPresent());
                assertThat(figure(points, "Tag", Figure.CONDITIONAL)).isEmpty();
                assertThat(point(points, "Tag").remarks())
                        .contains("gain over layer 0: never (score.conditionalEvery is 0)");
                assertThat(point(points, "Tag")
                                .remarks()
                                .contains("code length: every 2nd snapshot (score.codelengthEvery)"))
                        .isNotEqualTo(taken.get(taken.size() - 1));
            }
            assertThat(taken).containsExactly(true, false, true, false);
        }
    }

    @Test
    void snapshotThatIsScoredAgainHasTheSameFigures() {
        try (Scoring scoring = new Scoring(suite, Scoring.settings(2, 2))) {
            score(scoring, 0);
            score(scoring, 1);
            Map<String, CurvePoint> third = score(scoring, 2);
            Map<String, CurvePoint> again = score(scoring, 2);

            assertThat(figure(third, "Tag", Figure.CODELENGTH)).isPresent();
            assertThat(figure(again, "Tag", Figure.CODELENGTH)).isPresent();
            assertThat(figure(score(scoring, 4), "Tag", Figure.CODELENGTH)).isEmpty();
        }
    }

    @Test
    void restartedCollectorKeepsTheCount() {
        try (Scoring first = new Scoring(suite, Scoring.settings(2, 2));
                Scoring second = new Scoring(suite, Scoring.settings(2, 2))) {
            score(first, 0);
            LayerId layer = new LayerId(Suite.RUN, 1);
            first.states.of(layer, 0).tasks().values().forEach(state -> second.states.put(state, 0));

            assertThat(figure(score(second, 1), "Tag", Figure.CODELENGTH)).isEmpty();
            assertThat(figure(score(second, 2), "Tag", Figure.CODELENGTH)).isPresent();
        }
    }
}
