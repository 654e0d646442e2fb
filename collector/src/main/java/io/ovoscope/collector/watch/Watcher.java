package io.ovoscope.collector.watch;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Watches the runs of one partition of the curves. Closed steps count once they have been read back from the topic, so that findings
 * follow from the topic alone.
 */
final class Watcher {
    private final RunCatalog catalog;
    private final WatchSettings settings;
    private final FindingsBook book;
    private final Map<String, RunCurves> runs = new TreeMap<>();
    private final Set<String> changed = new TreeSet<>();
    private final Map<String, StepClosed> announced = new HashMap<>();
    private final Map<String, Rules> rules = new HashMap<>();

    private record Rules(RunManifest manifest, RunFindings findings) {}

    Watcher(RunCatalog catalog, WatchSettings settings, FindingsBook book) {
        this.catalog = catalog;
        this.settings = settings;
        this.book = book;
    }

    /**
     * Takes a record of the partition.
     *
     * @throws IllegalArgumentException where it cannot be read
     */
    void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new WireFormatException("a record without a key: expecting run/task/layer/step");
        }
        if (record.value() == null) {
            remove(record.key());
            return;
        }
        CurveRecord curve = CurveRecord.read(record.value());
        runs.computeIfAbsent(curve.run(), run -> new RunCurves()).put(curve, Instant.ofEpochMilli(record.timestamp()));
        if (curve instanceof StepClosed) {
            announced.remove(curve.key(), curve);
            changed.add(curve.run());
        }
    }

    /** Steps that are to be closed now; each is given once, unless it {@linkplain #failed fails}. */
    List<StepClosed> closings(Instant now) {
        Duration patience = Duration.ofSeconds(settings.stepTimeoutSeconds());
        List<StepClosed> closings = new ArrayList<>();
        runs.forEach((run, curves) -> catalog.manifest(run)
                .ifPresent(manifest -> curves.closings(manifest, now, patience).stream()
                        .filter(closing -> !closing.equals(announced.put(closing.key(), closing)))
                        .forEach(closings::add)));
        return closings;
    }

    /** A closing that could not be written is given again. */
    void failed(StepClosed closing) {
        announced.remove(closing.key(), closing);
    }

    /** What is to be written to the findings topic, of runs whose closed steps changed. */
    List<FindingsBook.Entry> findings() {
        List<FindingsBook.Entry> entries = new ArrayList<>();
        for (String run : List.copyOf(changed)) {
            Optional<RunFindings> known = rules(run);
            RunCurves curves = runs.get(run);
            if (known.isPresent() && curves != null) {
                changed.remove(run);
                entries.addAll(book.revise(run, known.get().in(curves)));
            }
        }
        return entries;
    }

    /** A run whose findings could not be written is looked at again. */
    void failed(FindingsBook.Entry entry) {
        book.failed(entry);
        RecordKey.runOf(entry.key()).ifPresent(changed::add);
    }

    private void remove(String key) {
        String run = RecordKey.runOf(key).orElse("");
        RunCurves curves = runs.get(run);
        if (curves == null) {
            return;
        }
        curves.remove(key);
        if (curves.isEmpty()) {
            runs.remove(run);
            rules.remove(run);
            changed.remove(run);
        }
    }

    /** Empty while the manifest or its probe set is not there; then the run stays to be looked at. */
    private Optional<RunFindings> rules(String run) {
        Optional<RunManifest> manifest = catalog.manifest(run);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        Rules cached = rules.get(run);
        if (cached != null && cached.manifest().equals(manifest.get())) {
            return Optional.of(cached.findings());
        }
        Optional<ProbeSet> probeSet = catalog.probeSet(manifest.get().probeSet());
        return probeSet.map(set -> {
            RunFindings fresh = new RunFindings(manifest.get(), set, settings.minGain());
            rules.put(run, new Rules(manifest.get(), fresh));
            return fresh;
        });
    }
}
