package io.ovoscope.collector.topics;

import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import io.ovoscope.wire.WireFormatException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that the topics hold, from their manifests and the keys of their points. */
public final class RunListing {
    private static final Logger log = LoggerFactory.getLogger(RunListing.class);
    private static final int PARTS_OF_A_POINTS_KEY = 4;

    private final String runsTopic;
    private final Map<String, RunManifest> manifests = new HashMap<>();
    private final Map<String, Set<String>> points = new TreeMap<>();

    private RunListing(KafkaSettings kafka) {
        this.runsTopic = kafka.name(Topic.RUNS);
    }

    /**
     * Reads the topics as they are now.
     *
     * @param atMost how long that may take
     * @return oldest run first; runs without a manifest last
     * @throws TimeoutException where the broker does not answer in time
     */
    public static List<RunSummary> read(KafkaSettings kafka, Duration atMost)
            throws InterruptedException, TimeoutException {
        RunListing listing = new RunListing(kafka);
        WholeTopics.read(kafka, "ovoscope-runs-list", List.of(Topic.RUNS, Topic.CURVES), atMost, listing::take);
        return listing.summaries();
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        String run = record.key() == null ? "" : RecordKey.runOf(record.key()).orElse("");
        if (run.isEmpty()) {
            return;
        }
        if (record.topic().equals(runsTopic)) {
            takeManifest(run, record);
        } else if (isPoint(RecordKey.parts(record.key()))) {
            Set<String> keys = points.computeIfAbsent(run, r -> new HashSet<>());
            if (record.value() == null) {
                keys.remove(record.key());
            } else {
                keys.add(record.key());
            }
        }
    }

    private static boolean isPoint(List<String> key) {
        return key.size() == PARTS_OF_A_POINTS_KEY && !RecordKey.isProfile(key);
    }

    private void takeManifest(String run, ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            manifests.remove(run);
            return;
        }
        try {
            manifests.put(run, RunManifest.read(record.value()));
        } catch (WireFormatException e) {
            log.warn("{}-{}@{}: no manifest", record.topic(), record.partition(), record.offset(), e);
        }
    }

    private List<RunSummary> summaries() {
        Set<String> runs = new TreeSet<>(manifests.keySet());
        points.forEach((run, keys) -> {
            if (!keys.isEmpty()) {
                runs.add(run);
            }
        });
        return runs.stream()
                .map(this::summary)
                .sorted(Comparator.comparing(RunListing::startedAt).thenComparing(RunSummary::run))
                .toList();
    }

    private RunSummary summary(String run) {
        Set<String> keys = points.getOrDefault(run, Set.of());
        TreeSet<Long> steps = new TreeSet<>();
        for (String key : keys) {
            String step = key.substring(key.lastIndexOf('/') + 1);
            if (step.matches("\\d{1,18}")) {
                steps.add(Long.parseLong(step));
            }
        }
        return new RunSummary(
                run,
                Optional.ofNullable(manifests.get(run)),
                keys.size(),
                steps.size(),
                steps.isEmpty() ? OptionalLong.empty() : OptionalLong.of(steps.last()));
    }

    private static Instant startedAt(RunSummary run) {
        return run.manifest().map(RunManifest::startedAt).orElse(Instant.MAX);
    }
}
