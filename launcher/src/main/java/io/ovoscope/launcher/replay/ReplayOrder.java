package io.ovoscope.launcher.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ovoscope.agent.replay.SavedAt;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the replaying process is to do, as it is handed over on its command line. Texts may be empty: nothing was said then.
 *
 * @param bootstrapServers the embedded broker; empty for the Kafka of the settings file
 * @param collectorFile a file like {@code configs/collector.yaml}: its properties may hold secrets, which a command line would show
 * @param checkpoints folder of the checkpoints
 * @param run name of the run; empty for the one that the checkpoints name
 * @param settingsFile a file like {@code configs/replay.yaml}
 * @param demos folder of the orders of demo runs
 * @param savedAt what the iterations of DL4J's listener mean; null to conclude it
 * @param steps those wanted; empty for all
 * @param replace whether steps that the run has are examined again
 * @param dryRun whether it is only said what would be done
 * @param bisect what is to be narrowed; null for no bisection
 */
public record ReplayOrder(
        String bootstrapServers,
        String collectorFile,
        String checkpoints,
        String run,
        String settingsFile,
        String demos,
        @Nullable SavedAt savedAt,
        List<Long> steps,
        boolean replace,
        boolean dryRun,
        @Nullable Targets bisect) {
    public ReplayOrder {
        steps = List.copyOf(steps);
    }

    /**
     * Which findings are narrowed.
     *
     * @param finding id of one; empty for several
     * @param task its findings alone; empty for those of all
     * @param layer its findings alone; null for the best layer
     */
    public record Targets(
            String finding, String task, @Nullable Integer layer) {}

    Optional<SavedAt> saidSavedAt() {
        return Optional.ofNullable(savedAt);
    }

    String text() {
        try {
            return ReplayEvent.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + this, e);
        }
    }

    static ReplayOrder parse(String text) {
        try {
            return ReplayEvent.MAPPER.readValue(text, ReplayOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no replay order: " + text, e);
        }
    }
}
