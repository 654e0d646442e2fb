package io.ovoscope.collector.watch;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.CurvePoint;
import io.ovoscope.wire.CurveRecord;
import io.ovoscope.wire.Finding;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.RunStalled;
import io.ovoscope.wire.StepClosed;
import io.ovoscope.wire.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
    /** So that a run whose steps have no profiles yet does not hold up the others: about a third of a second. */
    private static final int MOST_PROFILES = 50;

    private final RunCatalog catalog;
    private final WatchSettings settings;
    private final FindingsBook book;
    private final Map<String, RunCurves> runs = new TreeMap<>();
    private final Set<String> changed = new TreeSet<>();
    private final Map<String, StepClosed> announced = new HashMap<>();
    private final Map<String, Rules> rules = new HashMap<>();

    private record Rules(RunManifest manifest, RunFindings findings, LayerStories stories) {}

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
        RunCurves curves = runs.computeIfAbsent(curve.run(), run -> new RunCurves());
        curves.put(curve, Instant.ofEpochMilli(record.timestamp()));
        if (curve instanceof StepClosed) {
            announced.remove(curve.key(), curve);
            changed.add(curve.run());
        } else if (curve instanceof CurvePoint point && point.replayed() && curves.isClosed(point.step())) {
            // It replaces a point of a step whose closing says the same before and after: no other comes.
            changed.add(curve.run());
        }
        if (curve instanceof RunStalled) {
            changed.add(curve.run());
        }
    }

    /** The curves of each run, as they are now. */
    Map<String, RunCurves> runs() {
        return Collections.unmodifiableMap(runs);
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
        noteNewAttempts();
        for (String run : List.copyOf(changed)) {
            Optional<Rules> known = rules(run);
            RunCurves curves = runs.get(run);
            if (known.isPresent() && curves != null) {
                changed.remove(run);
                entries.addAll(look(run, known.get().findings(), curves));
            }
        }
        return entries;
    }

    /** A new attempt takes steps back before it has a closed one of its own. */
    private void noteNewAttempts() {
        rules.forEach((run, known) -> {
            if (catalog.manifest(run)
                    .filter(now -> now.attempt() > known.manifest().attempt())
                    .isPresent()) {
                changed.add(run);
            }
        });
    }

    /** A run that cannot be looked at keeps the findings that it has; it must not keep the other runs from being watched. */
    private List<FindingsBook.Entry> look(String run, RunFindings findings, RunCurves curves) {
        List<Finding> found;
        try {
            found = findings.in(curves);
        } catch (RuntimeException e) {
            book.failedToLook(run, e);
            return List.of();
        }
        return book.revise(run, found);
    }

    /** What is to be written to the curves topic of profiles over layers, of closed steps that changed; some of it where it is much. */
    List<ProfileBook.Entry> profiles() {
        List<ProfileBook.Entry> entries = new ArrayList<>();
        runs.forEach((run, curves) -> {
            if (curves.profiles().isDue() && entries.size() < MOST_PROFILES) {
                rules(run)
                        .ifPresent(known ->
                                entries.addAll(curves.profiles().revise(curves, known.stories(), MOST_PROFILES)));
            }
        });
        return entries;
    }

    /** A profile that could not be written is given again. */
    void failed(ProfileBook.Entry entry) {
        RunCurves curves = runs.get(RecordKey.runOf(entry.key()).orElse(""));
        if (curves != null) {
            curves.profiles().failed(entry);
        }
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
    private Optional<Rules> rules(String run) {
        Optional<RunManifest> manifest = catalog.manifest(run);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        Rules cached = rules.get(run);
        if (cached != null && cached.manifest().equals(manifest.get())) {
            return Optional.of(cached);
        }
        return testItems(manifest.get()).map(items -> {
            Rules fresh = new Rules(
                    manifest.get(),
                    new RunFindings(manifest.get(), items, settings),
                    new LayerStories(manifest.get(), items));
            rules.put(run, fresh);
            return fresh;
        });
    }

    private Optional<TestItems> testItems(RunManifest manifest) {
        return manifest.isImported()
                ? Optional.of(TestItems.none())
                : catalog.probeSet(manifest.probeSet()).map(TestItems::new);
    }
}
