package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.collector.topics.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Sets up what an assigned partition needs. */
final class PartitionOpening {
    private final ScoreSettings settings;
    private final Clock clock;
    private final ScoreCounters counters;
    private final DeadLetters deadLetters;
    private final Admission admission;
    private final Patience patience;

    PartitionOpening(
            ScoreSettings settings, RunCatalog catalog, Clock clock, ScoreCounters counters, DeadLetters deadLetters) {
        this.settings = settings;
        this.clock = clock;
        this.counters = counters;
        this.deadLetters = deadLetters;
        admission = new Admission(catalog, settings.maxLayerMebibytes());
        patience = new Patience(catalog, clock, Duration.ofSeconds(settings.unknownRunWaitSeconds()));
    }

    /**
     * A partition without its state.
     *
     * @param partitions of the topic
     * @param loop told when a refused record has been put aside
     */
    AssignedPartition open(TopicPartition source, int partitions, ScoreLoop loop) {
        PartitionIntake.Refusal refusal = (record, reason, intake) ->
                deadLetters.send(record, reason).thenRun(() -> loop.post(() -> intake.putAside(record.offset())));
        PartitionIntake.Gate gate = new PartitionIntake.Gate(
                admission,
                patience,
                refusal,
                (key, layer) -> layer == 0 && home(key, partitions) != source.partition());
        PartitionIntake intake = new PartitionIntake(gate, settings, clock, counters);
        return new AssignedPartition(
                source, intake, new ProbeStates(((long) settings.stateMebibytesPerPartition()) << 20));
    }

    /** Where the default partitioner puts the key. Layer 0 is copied to every partition and scored there only. */
    static int home(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
