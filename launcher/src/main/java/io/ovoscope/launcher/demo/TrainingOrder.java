package io.ovoscope.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ovoscope.demo.DemoSettings;
import io.ovoscope.demo.corpus.DemoCorpus;
import io.ovoscope.demo.corpus.GlossCorpus;
import io.ovoscope.demo.corpus.TreebankCorpus;
import io.ovoscope.demo.corpus.WordNetText;
import java.io.IOException;
import java.nio.file.Path;

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
    /** Reads the text that is trained and probed on: the same at every reading. */
    public DemoCorpus corpus() throws IOException {
        return treebank.isEmpty()
                ? GlossCorpus.of(
                        WordNetText.read(),
                        GlossCorpus.Labellers.load(),
                        probeFiles.sources(),
                        settings.probeSetSettings())
                : TreebankCorpus.of(Path.of(treebank), probeFiles.sources(), settings.probeSetSettings());
    }

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
