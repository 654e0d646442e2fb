package io.ovoscope.collector.emergence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What {@code src/test/python/emergence_reference.py} wrote: a line for each sequence. */
final class Sequences {
    private Sequences() {}

    static List<double[]> read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Sequences.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> Arrays.stream(line.split(" ", -1))
                            .mapToDouble(word -> word.equals("nan") ? Double.NaN : Double.parseDouble(word))
                            .toArray())
                    .toList();
        }
    }
}
