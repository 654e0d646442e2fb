package io.ovoscope.demo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ovoscope.demo.model.ModelConfig.Architecture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.schedule.ISchedule;

class SabotageTest {
    private static float[] labels() {
        float[] labels = new float[100];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i;
        }
        return labels;
    }

    private static float[] harmed(Sabotage sabotage, int step) {
        float[] labels = labels();
        sabotage.harm(labels, step);
        return labels;
    }

    @Test
    void labelsAreShuffledFromTheStepOnAndAreTheSameLabels() {
        Sabotage sabotage = new Sabotage(10, 1);
        assertThat(harmed(sabotage, 9)).isEqualTo(labels());
        assertThat(harmed(sabotage, 10)).isNotEqualTo(labels()).containsExactlyInAnyOrder(labels());
    }

    @Test
    void everyStepIsShuffledInAWayOfItsOwnThatIsAlwaysTheSame() {
        Sabotage sabotage = new Sabotage(10, 1);
        assertThat(harmed(sabotage, 10))
                .isEqualTo(harmed(sabotage, 10))
                .isNotEqualTo(harmed(sabotage, 11))
                .isNotEqualTo(harmed(new Sabotage(10, 2), 10));
    }

    @Test
    void theModelIsTheSameUntilThenAndUnlearnsAfterwards() {
        List<Double> healthy = new ArrayList<>();
        List<Double> harmed = new ArrayList<>();
        INDArray before = trained(100, null, healthy);
        assertThat(trained(100, new Sabotage(100, 1), new ArrayList<>())).isEqualTo(before);
        trained(200, new Sabotage(100, 1), harmed);
        assertThat(healthy.get(99)).isLessThan(1.5);
        assertThat(harmed.get(199)).isGreaterThan(healthy.get(99) + .5);
    }

    @Test
    void theRateIsTheUsualOneUntilThenAndAHighOneAfterwards() {
        TrainingConfig healthy = new TrainingConfig(1, .5, 4, 8, java.time.Duration.ofSeconds(1), 1);
        ISchedule rate = healthy.with(new Sabotage(6, 1)).schedule();
        assertThat(rate.valueAt(5, 0)).isEqualTo(healthy.schedule().valueAt(5, 0));
        assertThat(new double[] {rate.valueAt(6, 0), rate.valueAt(7, 0)}).containsExactly(2, 2);
        assertThat(rate).isEqualTo(rate.clone());
    }

    @Test
    void aStepBeforeTheFirstUpdateIsRefused() {
        assertThatThrownBy(() -> new Sabotage(0, 1)).hasMessage("fromStep 0: expecting at least 1");
    }

    private static INDArray trained(
            int steps, @org.jspecify.annotations.Nullable Sabotage sabotage, List<Double> losses) {
        // Equal schedules whatever the steps: the rate falls to zero at the last of them.
        TrainingConfig healthy = TinyText.training(300);
        TrainingConfig config = sabotage == null ? healthy : healthy.with(sabotage);
        LanguageModel model = LanguageModel.create(TinyText.model(Architecture.TRANSFORMER, 1), config);
        TrainingRun[] run = new TrainingRun[1];
        run[0] = new TrainingRun(model, TinyText.windows(1), config, System::nanoTime, progress -> {
            losses.add(progress.loss());
            if (progress.step() == steps) {
                run[0].stop();
            }
        });
        run[0].run();
        return model.network().params();
    }
}
