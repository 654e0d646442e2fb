package io.ovoscope.collector.emergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EmergenceEstimateTest {
    @Test
    void theCellIsBetweenTheSnapshotsAroundTheShareOfTheGain() {
        List<Double> curve = List.of(.2, .25, .45, .75, .8, 1.0);
        assertThat(EmergenceEstimate.of(curve, .5)).hasValue(new EmergenceEstimate(.5, 0, 5, 2, 3));
        assertThat(EmergenceEstimate.of(curve, .9)).hasValue(new EmergenceEstimate(.9, 0, 5, 4, 5));
    }

    @Test
    void aShareReachedExactlyCounts() {
        assertThat(EmergenceEstimate.of(List.of(.1, .2, .3), .5)).hasValue(new EmergenceEstimate(.5, 0, 2, 0, 1));
    }

    @Test
    void theFirstCrossingCountsWhereTheCurveFallsBack() {
        List<Double> curve = List.of(.2, .7, .3, .3, .9, .8);
        assertThat(EmergenceEstimate.of(curve, .5)).hasValue(new EmergenceEstimate(.5, 0, 4, 0, 1));
    }

    @Test
    void aCurveThatNeverRisesIsThereFromTheBeginning() {
        assertThat(EmergenceEstimate.of(List.of(.5, .4, .3), .9)).hasValue(new EmergenceEstimate(.9, 0, 0, 0, 0));
    }

    @Test
    void withoutSnapshotsThereIsNoEstimate() {
        assertThat(EmergenceEstimate.of(List.of(), .5)).isEmpty();
        assertThatThrownBy(() -> EmergenceEstimate.of(List.of(.1), 0)).hasMessageContaining("quantile 0.0");
    }
}
