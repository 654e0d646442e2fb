package io.ovoscope.collector.score;

import io.ovoscope.wire.LayerSample;
import io.ovoscope.wire.WireFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sample of a layer's rows as records of a topic, which take less than some samples hold. Used by one thread. */
final class SampleParts {
    private final Map<Place, Map<Integer, LayerSample>> arriving = new HashMap<>();

    private record Place(LayerId layer, LayerSample.Role role) {}

    /**
     * Some whole rows in each part.
     *
     * @param whole in one part
     * @param maxBytes of the rows of a part, unless a single row is larger
     */
    static List<LayerSample> split(LayerSample whole, int maxBytes) {
        float[] rows = whole.rows().floats("rows");
        int perPart = Math.max(1, maxBytes / Math.max(1, Float.BYTES * whole.width()));
        int values = Math.multiplyExact(perPart, whole.width());
        int parts = values == 0 ? 1 : Math.max(1, (rows.length + values - 1) / values);
        List<LayerSample> split = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            float[] some = Arrays.copyOfRange(rows, part * values, Math.min(rows.length, (part + 1) * values));
            split.add(part(whole, part, parts, some));
        }
        return split;
    }

    private static LayerSample part(LayerSample of, int part, int parts, float[] rows) {
        return new LayerSample(
                of.run(),
                of.attempt(),
                of.layer(),
                of.step(),
                of.probeSet(),
                of.role(),
                part,
                parts,
                of.whole(),
                LayerSample.tensor(rows, of.width()));
    }

    /**
     * Takes a part; those of another step that came before it are of no more use.
     *
     * @return the whole sample in one part, once all of it has come
     * @throws WireFormatException where it holds anything but finite numbers
     */
    Optional<LayerSample> add(LayerSample part) {
        for (float value : part.rows().floats("rows")) {
            if (!Float.isFinite(value)) {
                throw new WireFormatException("a sample holds " + value + ": expecting finite numbers");
            }
        }
        Place place = new Place(new LayerId(part.run(), part.layer()), part.role());
        Map<Integer, LayerSample> present = arriving.computeIfAbsent(place, absent -> new HashMap<>());
        present.values().removeIf(other -> !isSameSample(other, part));
        present.put(part.part(), part);
        if (present.size() < part.parts()) {
            return Optional.empty();
        }
        arriving.remove(place);
        return Optional.of(joined(part, present));
    }

    /** Forgets what has come of a sample. */
    void remove(LayerId layer, LayerSample.Role role) {
        arriving.remove(new Place(layer, role));
    }

    private static boolean isSameSample(LayerSample one, LayerSample other) {
        return one.attempt() == other.attempt()
                && one.step() == other.step()
                && one.parts() == other.parts()
                && one.width() == other.width()
                && one.probeSet().equals(other.probeSet());
    }

    private static LayerSample joined(LayerSample like, Map<Integer, LayerSample> parts) {
        List<float[]> rows = new ArrayList<>();
        for (int part = 0; part < like.parts(); part++) {
            rows.add(java.util.Objects.requireNonNull(parts.get(part)).rows().floats("rows"));
        }
        float[] all = new float
                [Math.toIntExact(rows.stream().mapToLong(some -> some.length).sum())];
        int filled = 0;
        for (float[] some : rows) {
            System.arraycopy(some, 0, all, filled, some.length);
            filled += some.length;
        }
        return part(like, 0, 1, all);
    }
}
