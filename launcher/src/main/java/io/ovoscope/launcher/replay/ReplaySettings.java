package io.ovoscope.launcher.replay;

import io.ovoscope.agent.activation.NetworkSettings;
import io.ovoscope.agent.activation.WordEncoder;
import io.ovoscope.agent.encoding.EncoderSettings;
import io.ovoscope.agent.encoding.Encoders;
import io.ovoscope.agent.probeset.ProbeCorpora;
import io.ovoscope.agent.probeset.ProbeCorpus;
import io.ovoscope.agent.probeset.ProbeSetSettings;
import io.ovoscope.agent.probeset.SourceSettings;
import io.ovoscope.settings.SettingsFile;
import io.ovoscope.wire.FloatEncoding;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a replay needs to know of a training that was not the demo's; {@code configs/replay.yaml} holds every key with its meaning. A
 * program whose encoder is a function of its own calls {@link io.ovoscope.agent.replay.Replay} itself.
 *
 * @param sources what the probe set is made from
 * @param probeSet how it is made
 * @param encoder how words become the network's input
 * @param network what is probed and how; a run that exists says itself which layers
 * @param precision of the activations on the wire; a run that exists says it itself
 */
public record ReplaySettings(
        SourceSettings sources,
        ProbeSetSettings probeSet,
        EncoderSettings encoder,
        NetworkSettings network,
        FloatEncoding precision) {

    public static ReplaySettings defaults() {
        return new ReplaySettings(
                SourceSettings.defaults(),
                ProbeSetSettings.defaults(),
                EncoderSettings.defaults(),
                NetworkSettings.defaults(),
                FloatEncoding.F32);
    }

    /** A file laid over the defaults. */
    static ReplaySettings read(Path file) {
        return SettingsFile.read(file, defaults(), System.getenv());
    }

    ProbeCorpus corpus() throws IOException {
        return ProbeCorpora.from(sources, probeSet);
    }

    WordEncoder words() throws IOException {
        return Encoders.from(encoder);
    }
}
