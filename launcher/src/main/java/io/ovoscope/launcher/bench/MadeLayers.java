package io.ovoscope.launcher.bench;

import io.ovoscope.collector.probe.ControlTask;
import io.ovoscope.collector.probe.Labels;
import io.ovoscope.collector.probe.Split;
import io.ovoscope.launcher.bench.BenchCase.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Layers of any number of rows, made from real ones: row {@code i} is a real row, another for every layer, with noise of a
 * tenth of its features' size, and keeps the real row's label. Good for time and memory; accuracies on them mean nothing.
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never written
record MadeLayers(float[] real, int width, int rows, Split split, Labels labels, Labels control, Labels pairLabels) {
    private static final float NOISE = 0.1f;
    private static final int PARTS_OF_TEN_TRAINED = 7;
    private static final int TYPES = 5_000;

    static MadeLayers of(Path folder, int rows) throws IOException {
        BenchCase is = BenchCase.read(folder);
        Input input = is.inputs().get(0);
        int last = is.layers().get(is.layers().size() - 1).index();
        float[] all = RawFiles.floats(folder.resolve(BenchCase.rowsFile(input.matrix(), is.last(), last)));
        int[] first = RawFiles.ints(folder.resolve(input.firstFile()));
        int[] of = RawFiles.ints(folder.resolve(input.labelsFile(input.tasks().get(0))));
        float[] real = new float[first.length * is.width()];
        for (int i = 0; i < first.length; i++) {
            System.arraycopy(all, first[i] * is.width(), real, i * is.width(), is.width());
        }
        Labels labels = new Labels(
                IntStream.range(0, rows).map(i -> of[i % of.length]).toArray(),
                input.tasks().get(0).classes());
        Split split = Split.byPart(IntStream.range(0, rows)
                .map(i -> i % 10 < PARTS_OF_TEN_TRAINED ? 0 : i % 10 == PARTS_OF_TEN_TRAINED ? 1 : 2)
                .toArray());
        int[] types = IntStream.range(0, rows).map(i -> i % of.length % TYPES).toArray();
        int[] same = IntStream.range(0, rows)
                .map(i -> labels.of()[i] == labels.of()[Math.max(0, i - 1)] ? 1 : 0)
                .toArray();
        Labels control = ControlTask.labels(labels, types, split.train(), 1);
        return new MadeLayers(real, is.width(), rows, split, labels, control, new Labels(same, 2));
    }

    /** Rows × width of a layer. */
    float[] layer(int layer) {
        Random random = new Random(layer);
        int realRows = real.length / width;
        float[] made = new float[Math.multiplyExact(rows, width)];
        for (int i = 0; i < rows; i++) {
            int from = i % realRows * width;
            for (int d = 0; d < width; d++) {
                // Two uniform numbers in one draw: a normal one for each value would take longer than the probes.
                float noise = 1 + NOISE * (random.nextInt() * 0x1p-31f);
                made[i * width + d] = real[from + (d + layer * 61) % width] * noise;
            }
        }
        return made;
    }

    /** A word and the one before it. */
    int[] firstOfPair() {
        return IntStream.range(0, rows).toArray();
    }

    /** See {@link #firstOfPair()}. */
    int[] secondOfPair() {
        return IntStream.range(0, rows).map(i -> Math.max(0, i - 1)).toArray();
    }
}
