package io.ovoscope.collector.probe;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Items whose truth is known: a cloud around a centre for each class, features mixed, shifted and scaled.
 *
 * @param signal distance of the centres in standard deviations of a cloud; 0 plants nothing
 */
record Planted(Items items, Labels labels, Split split, double signal) {

    static Planted of(int count, int width, int classes, double signal, long seed) {
        Random random = new Random(seed);
        float[] centres = normal(random, classes * width, signal);
        float[] mix = normal(random, width * width, 1);
        int[] of = new int[count];
        float[] rows = new float[count * width];
        for (int n = 0; n < count; n++) {
            of[n] = random.nextInt(classes);
            float[] cloud = normal(random, width, 1);
            for (int d = 0; d < width; d++) {
                cloud[d] += centres[of[n] * width + d];
            }
            mix(cloud, mix, rows, n * width);
        }
        int[] parts = IntStream.range(0, count)
                .map(n -> n % 10 < 6 ? 0 : n % 10 < 8 ? 1 : 2)
                .toArray();
        return new Planted(Items.of(rows, width), new Labels(of, classes), Split.byPart(parts), signal);
    }

    static float[] normal(Random random, int length, double scale) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * scale);
        }
        return values;
    }

    /** Features of scales that differ a hundredfold, around 5. */
    private static void mix(float[] cloud, float[] mix, float[] rows, int at) {
        for (int i = 0; i < cloud.length; i++) {
            double sum = 0;
            for (int j = 0; j < cloud.length; j++) {
                sum += mix[i * cloud.length + j] * cloud[j];
            }
            rows[at + i] = (float) (5 + sum * Math.pow(10, -2.0 * i / cloud.length));
        }
    }

    Planted with(Labels other) {
        return new Planted(items, other, split, signal);
    }

    Fit.Trained train(double l2) {
        return train(l2, ProbeSettings.DEFAULT);
    }

    Fit.Trained train(double l2, ProbeSettings settings) {
        try (ProbeWorkspace workspace = new ProbeWorkspace()) {
            return (Fit.Trained) workspace.prepare(items, split, settings).fit(Target.cold(labels, l2));
        }
    }
}
