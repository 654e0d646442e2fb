package io.ovoscope.javaagent.watch;

import io.ovoscope.agent.AgentSettings;
import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.agent.encoding.Encoders;
import io.ovoscope.agent.probeset.ProbeCorpora;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.probeset.sentence.MalformedTextException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Probe set and encoder as the settings have them; read when the first network asks, and then the same for all. */
final class Probes {
    private final AgentSettings settings;
    private @Nullable ProbeCorpus corpus;
    private @Nullable WordEncoder encoder;

    Probes(AgentSettings settings) {
        this.settings = settings;
    }

    /** @throws IllegalArgumentException where a file cannot be read or is not what it should be */
    synchronized ProbeCorpus corpus() {
        if (corpus == null) {
            corpus = read(() -> ProbeCorpora.from(settings.sources().sources(), settings.probeSet()));
        }
        return corpus;
    }

    /** @throws IllegalArgumentException where a file cannot be read or is not what it should be */
    synchronized WordEncoder encoder() {
        if (encoder == null) {
            encoder = read(() -> Encoders.from(settings.encoder()));
        }
        return encoder;
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | MalformedTextException e) {
            throw new IllegalArgumentException(e instanceof IOException ? e.toString() : e.getMessage(), e);
        }
    }
}
