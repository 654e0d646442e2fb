package io.ovoscope.launcher.bench.findings;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.WholeTopics;
import io.ovoscope.collector.watch.CurveWatch;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Evidence;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.ProbeSetAssembly;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The plateaus of the newest runs that topics hold: their last snapshots, of every curve that has items. */
final class KeptPlateaus {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Snapshots of a plateau: in the demo the last quarter of training, where the learning rate nears zero. */
    private static final int SNAPSHOTS = 4;
    /** Snapshots that a run must have, so that its last ones are a plateau. */
    private static final int LENGTH = 20;

    private final Map<String, RunManifest> manifests = new HashMap<>();
    private final Map<String, Map<CurveId, NavigableMap<Long, BitSet>>> curves = new HashMap<>();
    private final Map<String, ProbeSetAssembly> assemblies = new HashMap<>();
    private final Map<String, ProbeSet> probeSets = new HashMap<>();

    private record CurveId(String task, int layer) {}

    /** @param most how many runs at most, the newest first */
    static List<RealPlateau> read(KafkaSettings kafka, int most) throws InterruptedException, TimeoutException {
        KeptPlateaus kept = new KeptPlateaus();
        WholeTopics.read(kafka, "ovoscope-bench-runs", List.of(Topic.RUNS), PATIENCE, kept::manifest);
        WholeTopics.read(kafka, "ovoscope-bench-probesets", List.of(Topic.PROBE_SETS), PATIENCE, kept::probeSet);
        WholeTopics.read(kafka, "ovoscope-bench-curves", List.of(Topic.CURVES), PATIENCE, kept::point);
        return kept.manifests.values().stream()
                .sorted(Comparator.comparing(RunManifest::startedAt).reversed())
                .map(kept::plateau)
                .flatMap(Optional::stream)
                .limit(most)
                .toList();
    }

    private void manifest(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            manifests.remove(RecordKey.runOf(record.key()).orElse(""));
        } else {
            RunManifest manifest = RunManifest.read(record.value());
            manifests.put(manifest.run(), manifest);
        }
    }

    private void probeSet(ConsumerRecord<String, byte[]> record) {
        String fingerprint = RecordKey.runOf(record.key()).orElse("");
        if (record.value() != null) {
            assemblies
                    .computeIfAbsent(fingerprint, ProbeSetAssembly::new)
                    .add(ByteBuffer.wrap(record.value()))
                    .ifPresent(set -> probeSets.put(fingerprint, set));
        }
    }

    private void point(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null
                && CurveRecord.read(record.value()) instanceof CurvePoint point
                && point.evidence() instanceof Evidence.Items items
                && !point.replayed()) {
            curves.computeIfAbsent(point.run(), run -> new HashMap<>())
                    .computeIfAbsent(new CurveId(point.task(), point.layer()), id -> new TreeMap<>())
                    .put(point.step(), items.correct());
        }
    }

    private Optional<RealPlateau> plateau(RunManifest manifest) {
        ProbeSet set = probeSets.get(manifest.probeSet());
        Map<CurveId, NavigableMap<Long, BitSet>> ofRun = curves.getOrDefault(manifest.run(), Map.of());
        if (set == null || ofRun.values().stream().mapToInt(Map::size).max().orElse(0) < LENGTH) {
            return Optional.empty();
        }
        List<RealPlateau.Curve> chosen = new ArrayList<>();
        manifest.tasks().forEach(task -> {
            int[] sentenceOf = CurveWatch.sentencesOfItems(set, task.name());
            manifest.layers().forEach(layer -> {
                NavigableMap<Long, BitSet> curve = ofRun.get(new CurveId(task.name(), layer.index()));
                if (curve != null && curve.size() >= LENGTH && sentenceOf.length > 0) {
                    List<BitSet> last = curve.descendingMap().values().stream()
                            .limit(SNAPSHOTS)
                            .map(Objects::requireNonNull)
                            .toList();
                    chosen.add(new RealPlateau.Curve(task, layer.index(), last, sentenceOf));
                }
            });
        });
        return chosen.isEmpty() ? Optional.empty() : Optional.of(RealPlateau.numbered(manifest.run(), chosen));
    }
}
