package io.ovoscope.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ovoscope.demo.model.ModelConfig.Architecture;
import io.ovoscope.demo.model.TrainingResult.End;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TrainingRunTest {

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void lossFallsOnARegularText(Architecture architecture) {
        List<Double> losses = new ArrayList<>();

        TrainingResult result = run(architecture, 1, TinyText.training(150), progress -> losses.add(progress.loss()));

        assertThat(result.steps()).isEqualTo(150).isEqualTo(losses.size());
        assertThat(losses.get(0)).isGreaterThan(2.5);
        assertThat(losses.get(149)).isLessThan(1.2);
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void equalSeedsGiveEqualParametersBitForBit(Architecture architecture) {
        assertThat(trained(architecture, 1)).isEqualTo(trained(architecture, 1)).isNotEqualTo(trained(architecture, 2));
    }

    @Test
    void progressCountsStepsAndTime() {
        AtomicLong clock = new AtomicLong();
        List<TrainingProgress> seen = new ArrayList<>();
        TrainingConfig config = new TrainingConfig(4, 1e-3, 0, 10, Duration.ofSeconds(7), 1);
        LanguageModel model = LanguageModel.create(TinyText.model(Architecture.TRANSFORMER, 1), config);

        TrainingResult result = new TrainingRun(model, TinyText.windows(1), config, clock::get, progress -> {
                    seen.add(progress);
                    clock.addAndGet(2_000_000_000L);
                })
                .run();

        assertThat(result.end()).isEqualTo(End.TIME_OVER);
        assertThat(result.steps()).isEqualTo(4);
        assertThat(result.tokens()).isEqualTo(4L * 4 * TinyText.TOKENS);
        assertThat(result.seconds()).isEqualTo(8);
        assertThat(seen).extracting(TrainingProgress::step).containsExactly(1, 2, 3, 4);
        TrainingProgress last = seen.get(3);
        assertThat(last.totalSteps()).isEqualTo(10);
        // Four steps took six seconds: six more would take nine, but only one is left.
        assertThat(last.secondsLeft()).isEqualTo(1);
        assertThat(last.tokensPerSecond()).isEqualTo(4 * TinyText.TOKENS / 1.5);
    }

    @Test
    void stopsWhenAsked() {
        TrainingRun[] run = new TrainingRun[1];
        TrainingConfig config = TinyText.training(100);
        run[0] = new TrainingRun(
                LanguageModel.create(TinyText.model(Architecture.TRANSFORMER, 1), config),
                TinyText.windows(1),
                config,
                System::nanoTime,
                progress -> run[0].stop());

        TrainingResult result = run[0].run();

        assertThat(result.end()).isEqualTo(End.STOPPED);
        assertThat(result.steps()).isEqualTo(1);
    }

    @Test
    void listenerAddedFirstSeesEveryUpdate() {
        List<Integer> iterations = new ArrayList<>();
        TrainingConfig config = TinyText.training(6);
        LanguageModel model = LanguageModel.create(TinyText.model(Architecture.TRANSFORMER, 1), config);
        model.network().addListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model network, int iteration, int epoch) {
                iterations.add(iteration);
            }
        });

        new TrainingRun(model, TinyText.windows(1), config, System::nanoTime, TrainingRunTest::unwatched).run();

        assertThat(iterations).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void nothingIsPrinted() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            run(Architecture.TRANSFORMER, 1, TinyText.training(2), TrainingRunTest::unwatched);
        } finally {
            System.setOut(before);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void rateRisesAndThenFallsToZero() {
        WarmUpThenDecay schedule = new WarmUpThenDecay(1, 4, 8);

        assertThat(new double[] {
                    schedule.valueAt(0, 0), schedule.valueAt(3, 0), schedule.valueAt(6, 0), schedule.valueAt(9, 0)
                })
                .containsExactly(0.25, 1, 0.5, 0);
    }

    private static void unwatched(TrainingProgress progress) {}

    private static INDArray trained(Architecture architecture, long seed) {
        TrainingConfig config = TinyText.training(10);
        LanguageModel model = LanguageModel.create(TinyText.model(architecture, seed), config);
        new TrainingRun(model, TinyText.windows(seed), config, System::nanoTime, TrainingRunTest::unwatched).run();
        return model.network().params();
    }

    private static TrainingResult run(
            Architecture architecture, long seed, TrainingConfig config, Consumer<TrainingProgress> watcher) {
        LanguageModel model = LanguageModel.create(TinyText.model(architecture, seed), config);
        return new TrainingRun(model, TinyText.windows(seed), config, System::nanoTime, watcher).run();
    }
}
