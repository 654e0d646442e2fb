package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.launcher.bench.BenchCase.Input;
import io.ovoscope.launcher.bench.BenchCase.Layer;
import io.ovoscope.launcher.bench.BenchCase.Task;
import io.ovoscope.launcher.bench.LoadedCase.LoadedInput;
import io.ovoscope.launcher.bench.OurTrainer.Start;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Their side: the probes of a case, one after the other, at the strengths that ours has chosen. */
final class SklearnSide {
    private final LoadedCase loaded;
    private final FeatureSpace space;
    private final Sklearn sklearn;
    private final OurTrainer ours;

    /**
     * The probes of an input in a layer.
     *
     * @param prepareSeconds standardising and whitening, once for all
     * @param fits in the order of the input's tasks
     */
    record Trained(Layer layer, LoadedInput input, double prepareSeconds, List<SklearnAnswer.Fitted> fits) {
        double seconds() {
            return prepareSeconds
                    + fits.stream().mapToDouble(SklearnAnswer.Fitted::seconds).sum();
        }
    }

    /** A snapshot. */
    record Turn(List<Trained> designs) {
        double seconds() {
            return designs.stream().mapToDouble(Trained::seconds).sum();
        }
    }

    /** Told of every probe that is done. */
    interface Progress {
        void done(Layer layer, SklearnAnswer.Fitted fit);
    }

    SklearnSide(LoadedCase loaded, FeatureSpace space, Sklearn sklearn, OurTrainer ours) {
        this.loaded = loaded;
        this.space = space;
        this.sklearn = sklearn;
        this.ours = ours;
    }

    Turn train(Progress progress) throws IOException {
        List<Trained> designs = new ArrayList<>();
        for (Layer layer : loaded.description().layers()) {
            for (LoadedInput input : loaded.inputs()) {
                Sklearn.Answer answer = sklearn.train(request(layer, input), fit -> progress.done(layer, fit));
                designs.add(new Trained(layer, input, answer.prepared().seconds(), answer.fits()));
            }
        }
        return new Turn(designs);
    }

    private Sklearn.Request request(Layer layer, LoadedInput loadedInput) {
        Input input = loadedInput.input();
        List<Start> starts = ours.starts(layer, loadedInput);
        List<Sklearn.Target> targets = new ArrayList<>();
        for (int t = 0; t < starts.size(); t++) {
            Task task = input.tasks().get(t);
            targets.add(new Sklearn.Target(
                    task.name(), file(input.labelsFile(task)), starts.get(t).l2()));
        }
        BenchCase description = loaded.description();
        return new Sklearn.Request(
                file(BenchCase.rowsFile(input.matrix(), description.last(), layer.index())),
                description.width(),
                file(input.firstFile()),
                input.pairs() ? file(input.secondFile()) : null,
                file(input.partFile()),
                space,
                ours.ridge(),
                Sklearn.TOLERANCE,
                Sklearn.MAX_ITERATIONS,
                targets);
    }

    private String file(String name) {
        return loaded.folder().resolve(name).toString();
    }
}
