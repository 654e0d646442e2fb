package io.ovoscope.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ovoscope.demo.DemoSettings;

/**
 * What the training process is to do, as it is handed over on its command line.
 *
 * @param run name of the run
 * @param bootstrapServers the embedded broker
 * @param treebank a CoNLL-U file or directory; empty for WordNet
 * @param probeFiles what labels probe sentences or brings them along
 * @param closeTimeoutMillis how long the agent may take for its last snapshots
 * @param checkpoints directory for the model's checkpoints; empty for none
 */
public record TrainingOrder(
        String run,
        String bootstrapServers,
        String treebank,
        ProbeFiles probeFiles,
        long closeTimeoutMillis,
        String checkpoints,
        DemoSettings settings) {
    String text() {
        try {
            return TrainingEvent.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + this, e);
        }
    }

    static TrainingOrder parse(String text) {
        try {
            return TrainingEvent.MAPPER.readValue(text, TrainingOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no training order: " + text, e);
        }
    }
}
