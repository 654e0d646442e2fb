package io.ovoscope.launcher.replay;

import io.ovoscope.collector.topics.KafkaSettings;
import io.ovoscope.collector.topics.TopicTail;
import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.ProbeSetAssembly;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.RunManifest;
import io.ovoscope.wire.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The probe set of a run, as the topic holds it. */
record RunProbeSet(KafkaSettings kafka) {
    private static final Duration READ = Duration.ofSeconds(30);

    /** See {@link ProbeSetDifference}. */
    Optional<String> difference(RunManifest manifest, ProbeSet here) throws InterruptedException {
        if (manifest.probeSet().equals(here.fingerprint())) {
            return Optional.empty();
        }
        return ProbeSetDifference.between(manifest, read(manifest.probeSet()), here);
    }

    private Optional<ProbeSet> read(String fingerprint) throws InterruptedException {
        ProbeSetAssembly assembly = new ProbeSetAssembly(fingerprint);
        AtomicReference<@Nullable ProbeSet> found = new AtomicReference<>();
        try (TopicTail tail = new TopicTail(kafka, "ovoscope-replay-probeset", List.of(Topic.PROBE_SETS), record -> {
            byte[] value = record.value();
            if (value != null && RecordKey.parts(record.key()).get(0).equals(fingerprint)) {
                assembly.add(ByteBuffer.wrap(value)).ifPresent(found::set);
            }
        })) {
            tail.awaitCaughtUp(READ);
        }
        return Optional.ofNullable(found.get());
    }
}
