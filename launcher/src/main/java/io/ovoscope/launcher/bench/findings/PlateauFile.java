package io.ovoscope.launcher.bench.findings;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ovoscope.wire.TaskInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/** Plateaus on their way from one process to the next. */
final class PlateauFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PlateauFile() {}

    private record Saved(String run, List<SavedCurve> curves) {}

    @SuppressWarnings("ArrayRecordComponent") // read and written only
    private record SavedCurve(TaskInfo task, int layer, List<long[]> right, int[] sentenceOf) {}

    static void write(List<RealPlateau> plateaus, Path file) throws IOException {
        List<Saved> saved = plateaus.stream()
                .map(plateau -> new Saved(
                        plateau.run(),
                        plateau.curves().stream().map(PlateauFile::saved).toList()))
                .toList();
        MAPPER.writeValue(file.toFile(), saved);
    }

    private static SavedCurve saved(RealPlateau.Curve curve) {
        List<long[]> right = curve.right().stream().map(BitSet::toLongArray).toList();
        return new SavedCurve(curve.task(), curve.layer(), right, curve.sentenceOf());
    }

    /** @param file empty for none */
    static List<RealPlateau> read(String file) throws IOException {
        if (file.isEmpty()) {
            return List.of();
        }
        List<Saved> saved = MAPPER.readValue(Path.of(file).toFile(), new TypeReference<>() {});
        return saved.stream()
                .map(plateau -> new RealPlateau(
                        plateau.run(),
                        plateau.curves().stream().map(PlateauFile::curve).toList()))
                .toList();
    }

    private static RealPlateau.Curve curve(SavedCurve saved) {
        List<BitSet> right = saved.right().stream().map(BitSet::valueOf).toList();
        return new RealPlateau.Curve(saved.task(), saved.layer(), right, saved.sentenceOf());
    }
}
