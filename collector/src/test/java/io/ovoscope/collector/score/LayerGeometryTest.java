package io.ovoscope.collector.score;

import static io.ovoscope.collector.score.Scoring.number;
import static io.ovoscope.collector.score.Scoring.point;
import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.Figure;
import io.ovoscope.wire.LabelSource;
import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.Level;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayerGeometryTest {
    private final Suite suite = new Suite();
    private final LayerZero zero = new LayerZero(suite.values(0, 5), Suite.WIDTH);
    private final Scoring scoring = new Scoring(suite, Scoring.settings(0, 0));

    @AfterEach
    void close() {
        scoring.close();
    }

    private Map<String, CurvePoint> score(long step, double knowledge) {
        return scoring.score(1, step, suite.values(knowledge, step + 1), zero);
    }

    @Test
    void curvesAreScalarsWithoutLabels() {
        score(0, 0);
        Map<String, CurvePoint> points = score(1, 1);

        for (String curve : new String[] {"EffectiveRank", "Anisotropy", "CkaPrevious", "CkaFirst", "CkaLayer0"}) {
            CurvePoint point = point(points, curve);
            assertThat(point.level()).isEqualTo(Level.GEOMETRY);
            assertThat(point.source()).isEqualTo(LabelSource.NONE);
            assertThat(point.evidence()).isInstanceOf(Evidence.Scalar.class);
            assertThat(point.figures().values().keySet()).contains(Figure.VALUE, Figure.N);
            assertThat(point.provenance()).isNull();
        }
        assertThat(point(points, "EffectiveRank").remarks()).isEmpty();
        assertThat(number(points, "EffectiveRank", Figure.N)).isEqualTo(Suite.ROWS);
    }

    @Test
    void rowsThatNoUpdateChangedSaySoAndSoDoThoseThatDid() {
        assertThat(point(score(0, 0), "EffectiveRank").figures().get(Figure.UNCHANGED))
                .isEmpty();
        float[] values = suite.values(1, 7);
        assertThat(number(scoring.score(1, 1, values.clone(), zero), "EffectiveRank", Figure.UNCHANGED))
                .isZero();
        assertThat(number(scoring.score(1, 2, values.clone(), zero), "EffectiveRank", Figure.UNCHANGED))
                .isEqualTo(1);
        assertThat(number(scoring.score(1, 2, values.clone(), zero), "EffectiveRank", Figure.UNCHANGED))
                .as("scored again")
                .isEqualTo(1);
        values[values.length - 1] = Math.nextUp(values[values.length - 1]);
        assertThat(number(scoring.score(1, 3, values, zero), "EffectiveRank", Figure.UNCHANGED))
                .as("one value of the layer, by its last bit")
                .isZero();
    }

    @Test
    void constantFeaturesAreCountedExactly() {
        float[] values = suite.values(1, 7);
        for (int at = 0; at < values.length; at += Suite.WIDTH) {
            values[at] = 3;
            values[at + 1] = -0f;
        }
        values[1] = 0;
        assertThat(number(scoring.score(1, 0, values, zero), "EffectiveRank", Figure.CONSTANT_SHARE))
                .isEqualTo(2.0 / Suite.WIDTH);
    }

    @Test
    void aLayerOfEqualRowsIsConstantWhateverItsRankIs() {
        float[] zeros = new float[suite.values(1, 7).length];
        float[] tall = zeros.clone();
        java.util.Arrays.fill(tall, 3e38f);
        float[] ones = zeros.clone();
        java.util.Arrays.fill(ones, 1);
        long step = 0;
        for (float[] constant : new float[][] {zeros, ones, tall}) {
            assertThat(number(scoring.score(1, step++, constant, zero), "EffectiveRank", Figure.CONSTANT_SHARE))
                    .isEqualTo(1);
        }
    }

    @Test
    void alignmentIsWithTheSnapshotBeforeAndWithTheFirst() {
        score(0, 0);
        score(1, 2);
        Map<String, CurvePoint> points = score(2, 2);

        assertThat(number(points, "CkaPrevious", Figure.VALUE)).isGreaterThan(0.97);
        assertThat(number(points, "CkaFirst", Figure.VALUE)).isLessThan(0.8);
        assertThat(number(points, "CkaLayer0", Figure.VALUE))
                .as("layer 0 knows what the first snapshot knew")
                .isCloseTo(number(points, "CkaFirst", Figure.VALUE), Offset.offset(0.02));
    }

    @Test
    void snapshotThatIsScoredAgainIsNotComparedWithItself() {
        score(0, 0);
        score(1, 2);
        Map<String, CurvePoint> again = score(1, 2);

        assertThat(again).doesNotContainKey("CkaPrevious").containsKey("CkaFirst");
        assertThat(point(again, "EffectiveRank").remarks())
                .containsExactly("CkaPrevious: the snapshot before is not earlier than this one, but of step 1");
    }

    @Test
    void lostFirstSampleIsNotReplacedByALaterOne() {
        score(0, 0);
        LayerId layer = new LayerId(Suite.RUN, 1);
        scoring.states.remove(layer, LayerSample.Role.FIRST);
        Map<String, CurvePoint> points = score(1, 1);

        assertThat(points).containsKey("CkaPrevious").doesNotContainKey("CkaFirst");
        assertThat(point(points, "EffectiveRank").remarks())
                .containsExactly("CkaFirst: the rows of the first snapshot are not kept any more");
        assertThat(scoring.states.of(layer, 0).first()).isEmpty();
    }

    /** A collector may be killed when the states of its probes are written and the sample is not. */
    @Test
    void firstSnapshotThatIsScoredAgainIsStillTheFirst() {
        score(0, 0);
        LayerId layer = new LayerId(Suite.RUN, 1);
        scoring.states.remove(layer, LayerSample.Role.FIRST);
        scoring.states.remove(layer, LayerSample.Role.PREVIOUS);

        assertThat(point(score(0, 0), "EffectiveRank").remarks())
                .containsExactly("CkaPrevious: this is the first snapshot", "CkaFirst: this is the first snapshot");
        assertThat(score(1, 1)).containsKeys("CkaPrevious", "CkaFirst");
    }

    @Test
    void collapseShowsWithoutAnyTask() {
        double before = number(score(0, 1), "EffectiveRank", Figure.VALUE);
        float[] collapsed = suite.values(1, 9);
        for (int i = 0; i < collapsed.length; i++) {
            collapsed[i] = 5 + collapsed[i] * 0.01f;
        }
        Map<String, CurvePoint> points = scoring.score(1, 1, collapsed, zero);

        assertThat(before).isGreaterThan(8);
        assertThat(number(points, "EffectiveRank", Figure.VALUE)).isLessThan(1.5);
        assertThat(number(points, "Anisotropy", Figure.VALUE)).isGreaterThan(0.99);
    }
}
