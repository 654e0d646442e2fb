package io.ovoscope.launcher.bench.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes the time that another listener takes of the training thread. */
final class TimedListener implements TrainingListener {
    private static final double MILLIS = 1e6;

    private final TrainingListener inner;
    private final LongSupplier events;
    private final List<Double> snapshotMillis = new ArrayList<>();
    private long nanos;
    private long ofStep;
    private long known;

    /** @param events how many snapshots or the like the listener has taken so far */
    TimedListener(TrainingListener inner, LongSupplier events) {
        this.inner = inner;
        this.events = events;
        this.known = events.getAsLong();
    }

    /** From nothing again. */
    void restart() {
        nanos = 0;
        ofStep = 0;
        snapshotMillis.clear();
        known = events.getAsLong();
    }

    double seconds() {
        return nanos / 1e9;
    }

    /** Of each step at which something was taken. */
    List<Double> snapshotMillis() {
        return snapshotMillis;
    }

    private void timed(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        long took = System.nanoTime() - begin;
        nanos += took;
        ofStep += took;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        timed(() -> inner.iterationDone(model, iteration, epoch));
        long now = events.getAsLong();
        if (now > known) {
            snapshotMillis.add(ofStep / MILLIS);
        }
        known = now;
        ofStep = 0;
    }

    @Override
    public void onEpochStart(Model model) {
        timed(() -> inner.onEpochStart(model));
    }

    @Override
    public void onEpochEnd(Model model) {
        timed(() -> inner.onEpochEnd(model));
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        timed(() -> inner.onForwardPass(model, activations));
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        timed(() -> inner.onForwardPass(model, activations));
    }

    @Override
    public void onGradientCalculation(Model model) {
        timed(() -> inner.onGradientCalculation(model));
    }

    @Override
    public void onBackwardPass(Model model) {
        timed(() -> inner.onBackwardPass(model));
    }
}
