package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.collector.topics.DeadLetters;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;

/** Sets up what an assigned partition needs. */
final class PartitionOpening {
    private final ScoreSettings settings;
    private final Clock clock;
    private final ScoreCounters counters;
    private final DeadLetters deadLetters;
    private final Admission admission;
    private final Patience patience;
    private final PartitionIntake.Shared shared;

    PartitionOpening(
            ScoreSettings settings,
            RunCatalog catalog,
            Clock clock,
            ScoreCounters counters,
            DeadLetters deadLetters,
            PartCopying copying) {
        shared = new PartitionIntake.Shared(new SharedLayerZeros(), copying::after);
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
     * @param loop told when a refused record has been put aside
     */
    AssignedPartition open(TopicPartition source, ScoreLoop loop) {
        PartitionIntake.Refusal refusal = (record, reason, intake) ->
                deadLetters.send(record, reason).thenRun(() -> loop.post(() -> intake.putAside(record.offset())));
        PartitionIntake.Gate gate = new PartitionIntake.Gate(admission, patience, refusal);
        PartitionIntake intake = new PartitionIntake(source.partition(), gate, shared, settings, clock, counters);
        return new AssignedPartition(
                source, intake, new ProbeStates(((long) settings.stateMebibytesPerPartition()) << 20));
    }
}
