package io.ovoscope.demo.model;

import io.ovoscope.demo.corpus.TrainingWindows;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a model until its steps are done, its time is over or it is asked to stop. With equal configurations and texts
 * the parameters after a given number of steps are the same, bit for bit.
 */
public final class TrainingRun {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int AVERAGED_STEPS = 100;

    private final LanguageModel model;
    private final TrainingWindows windows;
    private final TrainingConfig config;
    private final LongSupplier nanoClock;
    private final Consumer<TrainingProgress> onProgress;
    private final Deque<Double> recentLosses = new ArrayDeque<>();
    private volatile boolean stopAsked;

    /**
     * A run that has not begun. Whoever wants to watch it from step 0 adds a listener to the model first.
     *
     * @param windows of the model's length
     * @param nanoClock a clock that only runs forward, in nanoseconds
     * @param onProgress told after every update, on the training thread
     */
    public TrainingRun(
            LanguageModel model,
            TrainingWindows windows,
            TrainingConfig config,
            LongSupplier nanoClock,
            Consumer<TrainingProgress> onProgress) {
        this.model = model;
        this.windows = windows;
        this.config = config;
        this.nanoClock = nanoClock;
        this.onProgress = onProgress;
    }

    /** Asks for the end after the current update; may be called from any thread. */
    public void stop() {
        stopAsked = true;
    }

    /** Trains on the calling thread. */
    public TrainingResult run() {
        long started = nanoClock.getAsLong();
        int step = 0;
        while (step < config.maxSteps() && !stopAsked && !timeOver(started)) {
            update(step);
            step++;
            onProgress.accept(progress(step, seconds(started)));
        }
        return result(step, seconds(started));
    }

    /** The batch as DL4J wants it: features and labels [batch, 1, tokens], the labels one word further on. */
    static DataSet batch(int[][] windows) {
        return batch(windows, nextWords(windows));
    }

    private static DataSet batch(int[][] windows, float[] labels) {
        int tokens = windows[0].length - 1;
        float[] features = new float[windows.length * tokens];
        for (int row = 0; row < windows.length; row++) {
            for (int token = 0; token < tokens; token++) {
                features[row * tokens + token] = windows[row][token];
            }
        }
        long[] shape = {windows.length, 1, tokens};
        INDArray input = Nd4j.create(features, shape, 'c');
        return new DataSet(input, Nd4j.create(labels, shape, 'c'));
    }

    private static float[] nextWords(int[][] windows) {
        int tokens = windows[0].length - 1;
        float[] labels = new float[windows.length * tokens];
        for (int row = 0; row < windows.length; row++) {
            for (int token = 0; token < tokens; token++) {
                labels[row * tokens + token] = windows[row][token + 1];
            }
        }
        return labels;
    }

    private void update(int step) {
        int[][] next = windows.next(config.batch());
        float[] labels = nextWords(next);
        config.sabotage().ifPresent(sabotage -> sabotage.harm(labels, step));
        DataSet batch = batch(next, labels);
        if (step == 0) {
            withoutStandardOutput(() -> model.fit(batch));
        } else {
            model.fit(batch);
        }
        if (recentLosses.size() == AVERAGED_STEPS) {
            recentLosses.removeFirst();
        }
        recentLosses.addLast(model.loss());
    }

    /** SameDiff prints a line per operation when it first differentiates a layer; a progress bar would not survive it. */
    private static void withoutStandardOutput(Runnable action) {
        PrintStream standardOutput = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(standardOutput);
        }
    }

    private TrainingProgress progress(int step, double seconds) {
        double secondsPerStep = seconds / step;
        double secondsLeft = Math.min(
                secondsPerStep * (config.maxSteps() - step),
                Math.max(0, config.maxTime().toSeconds() - seconds));
        return new TrainingProgress(step, config.maxSteps(), model.loss(), tokens(1) / secondsPerStep, secondsLeft);
    }

    private TrainingResult result(int steps, double seconds) {
        double loss =
                recentLosses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        return new TrainingResult(steps, tokens(steps), windows.epochs(), seconds, loss, end(steps));
    }

    private TrainingResult.End end(int steps) {
        if (steps == config.maxSteps()) {
            return TrainingResult.End.STEPS_DONE;
        }
        return stopAsked ? TrainingResult.End.STOPPED : TrainingResult.End.TIME_OVER;
    }

    private boolean timeOver(long started) {
        return nanoClock.getAsLong() - started >= config.maxTime().toNanos();
    }

    private double seconds(long started) {
        return (nanoClock.getAsLong() - started) / NANOS_PER_SECOND;
    }

    private long tokens(int steps) {
        return (long) steps * config.batch() * model.config().windowTokens();
    }
}
