package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.Design;
import io.ovoscope.collector.probe.FeatureSpace;
import io.ovoscope.collector.probe.Fit;
import io.ovoscope.collector.probe.L2Selection;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.ProbeSettings;
import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.collector.probe.Target;
import io.ovoscope.launcher.bench.BenchCase.Layer;
import io.ovoscope.launcher.bench.BenchCase.Task;
import io.ovoscope.launcher.bench.LoadedCase.LoadedInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Our side: the probes of a case, trained as a collector trains them. */
final class OurTrainer implements AutoCloseable {
    private static final double NANOS = 1e9;

    private final LoadedCase loaded;
    private final ProbeSettings settings;
    private final LayerThreads threads;
    private final Map<Place, List<Start>> starts = new HashMap<>();

    /** An input in a layer. */
    record Place(Layer layer, String input) {}

    /**
     * What a probe begins with.
     *
     * @param l2 the strength chosen for its task
     * @param weights of the probe at the step before
     */
    @SuppressWarnings("ArrayRecordComponent") // handed through
    record Start(double l2, float[] weights) {}

    /** How the probes of a snapshot are trained. */
    enum Mode {
        /** All of an input together, from the weights of the step before. */
        WARM,
        /** All of an input together, from nothing. */
        COLD,
        /** Each alone, from nothing, its rows made ready for it alone. */
        ALONE
    }

    /**
     * The probes of an input in a layer.
     *
     * @param seconds on the layer's thread
     * @param fits in the order of the input's tasks
     */
    record Trained(Layer layer, LoadedInput input, double seconds, List<Fit.Trained> fits) {}

    /**
     * A snapshot.
     *
     * @param seconds of wall time
     */
    record Turn(double seconds, List<Trained> designs) {}

    OurTrainer(LoadedCase loaded, FeatureSpace space, int threads) {
        this.loaded = loaded;
        this.settings = ProbeSettings.DEFAULT.in(space);
        this.threads = new LayerThreads(threads);
    }

    double ridge() {
        return settings.ridge();
    }

    List<Start> starts(Layer layer, LoadedInput input) {
        return starts.getOrDefault(new Place(layer, input.input().name()), List.of());
    }

    /**
     * Chooses the strength of every task on the step that is loaded, and keeps its weights; a control takes its task's.
     *
     * @return seconds of wall time
     */
    double choose() throws InterruptedException {
        long begun = System.nanoTime();
        List<Map<Place, List<Start>>> chosen = threads.each(loaded.description().layers(), (layer, workspace) -> {
            Map<Place, List<Start>> ofLayer = new HashMap<>();
            for (LoadedInput input : loaded.inputs()) {
                Design design = workspace.prepare(loaded.items(input, layer), input.split(), settings);
                ofLayer.put(new Place(layer, input.input().name()), chosen(design, input));
            }
            return ofLayer;
        });
        chosen.forEach(starts::putAll);
        return (System.nanoTime() - begun) / NANOS;
    }

    private static List<Start> chosen(Design design, LoadedInput input) {
        List<Task> tasks = input.input().tasks();
        List<Task> own = tasks.stream().filter(task -> !task.control()).toList();
        List<Labels> labels = own.stream()
                .map(task -> input.labels().get(tasks.indexOf(task)))
                .toList();
        Map<String, Fit.Trained> choices = new HashMap<>();
        List<L2Selection.Choice> made = L2Selection.DEFAULT.choose(design, labels);
        for (int t = 0; t < own.size(); t++) {
            choices.put(own.get(t).name(), trained(made.get(t).fit()));
        }
        List<Start> starts = new ArrayList<>();
        for (int t = 0; t < tasks.size(); t++) {
            Fit.Trained choice = choices.get(tasks.get(t).task());
            if (choice == null) {
                throw new IllegalStateException("control of " + tasks.get(t).task() + ", which is not there");
            }
            Fit.Trained fit = tasks.get(t).control()
                    ? trained(design.fit(Target.cold(input.labels().get(t), choice.l2())))
                    : choice;
            starts.add(new Start(choice.l2(), fit.weights()));
        }
        return starts;
    }

    /** Trains every probe of the step that is loaded. */
    Turn train(Mode mode) throws InterruptedException {
        long begun = System.nanoTime();
        List<List<Trained>> layers = threads.each(loaded.description().layers(), (layer, workspace) -> {
            List<Trained> designs = new ArrayList<>();
            for (LoadedInput input : loaded.inputs()) {
                designs.add(train(mode, layer, input, workspace));
            }
            return designs;
        });
        double seconds = (System.nanoTime() - begun) / NANOS;
        return new Turn(seconds, layers.stream().flatMap(List::stream).toList());
    }

    private Trained train(Mode mode, Layer layer, LoadedInput input, ProbeWorkspace workspace) {
        long begun = System.nanoTime();
        List<Target> targets = targets(mode, layer, input);
        List<Fit> fits = new ArrayList<>();
        if (mode == Mode.ALONE) {
            for (Target target : targets) {
                fits.add(workspace
                        .prepare(loaded.items(input, layer), input.split(), settings)
                        .fit(target));
            }
        } else {
            fits.addAll(workspace
                    .prepare(loaded.items(input, layer), input.split(), settings)
                    .fit(targets));
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        return new Trained(
                layer, input, seconds, fits.stream().map(OurTrainer::trained).toList());
    }

    private List<Target> targets(Mode mode, Layer layer, LoadedInput input) {
        List<Start> begin = starts(layer, input);
        List<Target> targets = new ArrayList<>();
        for (int t = 0; t < begin.size(); t++) {
            Target cold = Target.cold(input.labels().get(t), begin.get(t).l2());
            targets.add(mode == Mode.WARM ? cold.from(begin.get(t).weights()) : cold);
        }
        return targets;
    }

    private static Fit.Trained trained(Fit fit) {
        if (fit instanceof Fit.Trained trained) {
            return trained;
        }
        throw new IllegalStateException("a probe of the case is skipped: " + ((Fit.Skipped) fit).message());
    }

    @Override
    public void close() {
        threads.close();
    }
}
