package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.Items;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.launcher.bench.BenchCase.Input;
import io.ovoscope.launcher.bench.BenchCase.Layer;
import io.ovoscope.launcher.bench.BenchCase.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A case in memory: labels and splits for good, the activations of one step. */
final class LoadedCase {
    private final BenchCase description;
    private final Path folder;
    private final List<LoadedInput> inputs = new ArrayList<>();
    private final Map<String, float[]> rows = new HashMap<>();

    /**
     * Tasks that share a design.
     *
     * @param labels of each task
     */
    @SuppressWarnings("ArrayRecordComponent") // shared and never written
    record LoadedInput(Input input, int[] first, int[] second, Split split, List<Labels> labels) {}

    /** Reads everything but the activations. */
    LoadedCase(Path folder) throws IOException {
        this.folder = folder;
        this.description = BenchCase.read(folder);
        for (Input input : description.inputs()) {
            List<Labels> labels = new ArrayList<>();
            for (Task task : input.tasks()) {
                labels.add(new Labels(RawFiles.ints(folder.resolve(input.labelsFile(task))), task.classes()));
            }
            inputs.add(new LoadedInput(
                    input,
                    RawFiles.ints(folder.resolve(input.firstFile())),
                    input.pairs() ? RawFiles.ints(folder.resolve(input.secondFile())) : new int[0],
                    Split.byPart(RawFiles.ints(folder.resolve(input.partFile()))),
                    labels));
        }
    }

    BenchCase description() {
        return description;
    }

    Path folder() {
        return folder;
    }

    List<LoadedInput> inputs() {
        return inputs;
    }

    /** Reads the activations of a step, and forgets those of another. */
    void load(long step) throws IOException {
        rows.clear();
        for (Layer layer : description.layers()) {
            for (Input input : description.inputs()) {
                String key = key(input, layer);
                if (!rows.containsKey(key)) {
                    rows.put(
                            key,
                            RawFiles.floats(folder.resolve(BenchCase.rowsFile(input.matrix(), step, layer.index()))));
                }
            }
        }
    }

    /** The items of an input in a layer, at the step that was read last. */
    Items items(LoadedInput input, Layer layer) {
        float[] matrix = rows.get(key(input.input(), layer));
        if (matrix == null) {
            throw new IllegalStateException("no step is loaded: expecting load(step) first");
        }
        int width = description.width();
        return input.input().pairs()
                ? Items.pairs(matrix, width, input.first(), input.second())
                : new Items(matrix, width, input.first());
    }

    private static String key(Input input, Layer layer) {
        return input.matrix() + layer.index();
    }
}
