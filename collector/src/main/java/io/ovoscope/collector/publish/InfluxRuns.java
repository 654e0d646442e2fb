package io.ovoscope.collector.publish;

import io.ovoscope.collector.topics.RunDeletion;
import java.util.List;

/** InfluxDB as one of the stores that a deleted run is deleted from. */
public final class InfluxRuns {
    private InfluxRuns() {}

    /** The configured InfluxDB; none where none is configured. It is reached once a run is deleted, and left afterwards. */
    public static List<RunDeletion.OtherStore> of(InfluxSettings settings) {
        if (!settings.enabled()) {
            return List.of();
        }
        return List.of(run -> {
            try (InfluxServer server = new InfluxServer(settings)) {
                server.deleteRun(run);
            }
        });
    }
}
