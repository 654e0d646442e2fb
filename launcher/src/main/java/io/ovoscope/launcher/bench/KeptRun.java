package io.ovoscope.launcher.bench;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.WholeTopics;
import io.ovoscope.launcher.UserFacing;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.ProbeSetAssembly;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.TaskInput;
import io.ovoscope.wire.TaskLabels;
import io.ovoscope.wire.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A run that the topics hold, with what it was probed on.
 *
 * @param manifest of its newest attempt
 */
record KeptRun(RunManifest manifest, ProbeSet probeSet) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * The run that began last.
     *
     * @param place of the data, for messages
     * @throws UserFacing where there is none, or its probe set is gone
     */
    static KeptRun newest(KafkaSettings kafka, String place) throws UserFacing, InterruptedException, TimeoutException {
        Map<String, RunManifest> manifests = new HashMap<>();
        WholeTopics.read(
                kafka, "ovoscope-bench-runs", List.of(Topic.RUNS), PATIENCE, record -> take(record, manifests));
        RunManifest newest = manifests.values().stream()
                .max(Comparator.comparing(RunManifest::startedAt).thenComparing(RunManifest::run))
                .orElseThrow(() -> UserFacing.failure("no runs are kept in " + place
                        + ": run `ovoscope demo` first (four minutes), or name the folder with --data"));
        ProbeSetAssembly assembly = new ProbeSetAssembly(newest.probeSet());
        Whole whole = new Whole();
        WholeTopics.read(kafka, "ovoscope-bench-probesets", List.of(Topic.PROBE_SETS), PATIENCE, record -> {
            boolean wanted = RecordKey.runOf(record.key()).equals(Optional.of(newest.probeSet()));
            if (wanted && record.value() != null) {
                assembly.add(ByteBuffer.wrap(record.value())).ifPresent(set -> whole.set = Optional.of(set));
            }
        });
        return new KeptRun(
                newest,
                whole.set.orElseThrow(() -> UserFacing.failure("the probe set of run '" + newest.run()
                        + "' is not whole in " + place + ": run `ovoscope demo` once more")));
    }

    /** Words that some task on single words has a label for. */
    int labelledWords() {
        List<int[]> labels = probeSet.tasks().stream()
                .filter(task ->
                        task.info().input() == TaskInput.TOKEN && !task.info().isRegression())
                .map(TaskLabels::classLabels)
                .toList();
        return (int) IntStream.range(0, probeSet.rows())
                .filter(row -> labels.stream().anyMatch(task -> task[row] >= 0))
                .count();
    }

    private static final class Whole {
        private Optional<ProbeSet> set = Optional.empty();
    }

    private static void take(ConsumerRecord<String, byte[]> record, Map<String, RunManifest> manifests) {
        String run = RecordKey.runOf(record.key()).orElse("");
        if (record.value() == null) {
            manifests.remove(run);
        } else {
            manifests.put(run, RunManifest.read(record.value()));
        }
    }
}
