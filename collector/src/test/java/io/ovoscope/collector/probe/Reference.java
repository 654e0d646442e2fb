package io.ovoscope.collector.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** A matrix and scikit-learn's answers to it, as {@code src/test/python/probe_reference.py} wrote them. */
final class Reference {
    private final Map<String, String[]> lines = new HashMap<>();

    private Reference() {}

    static Reference read(String name) throws IOException {
        Reference reference = new Reference();
        try (InputStream in = Objects.requireNonNull(Reference.class.getResourceAsStream(name + ".txt"), name)) {
            for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
                String[] words = line.split(" ", -1);
                int names = words[0].matches("[A-Z]+") ? 3 : 1;
                String key = String.join(" ", Arrays.copyOf(words, names));
                reference.lines.put(key, Arrays.copyOfRange(words, names, words.length));
            }
        }
        return reference;
    }

    double[] values(String key) {
        return Arrays.stream(Objects.requireNonNull(lines.get(key), key))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    double value(String key) {
        return values(key)[0];
    }

    Items items() {
        double[] values = values("rows");
        float[] rows = new float[values.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) values[i];
        }
        return Items.of(rows, (int) value("width"));
    }

    Labels labels() {
        int[] of = Arrays.stream(values("labels")).mapToInt(v -> (int) v).toArray();
        return new Labels(of, (int) value("classes"));
    }

    Split split() {
        return Split.byPart(IntStream.range(0, labels().of().length)
                .map(n -> n % 10 < 6 ? 0 : n % 10 == 6 ? 1 : 2)
                .toArray());
    }
}
