package io.ovoscope.collector.catalog;

import io.ovoscope.wire.ProbeSet;
import io.ovoscope.wire.ProbeSetAssembly;
import io.ovoscope.wire.RecordKey;
import io.ovoscope.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Probe sets by fingerprint. One thread puts parts in, any thread takes whole sets out. */
final class ProbeSetShelf {
    /** Probe sets that may be in assembly at once; parts of the oldest are given up first. */
    private static final int MAX_IN_ASSEMBLY = 16;

    private final Map<String, ProbeSet> whole = new ConcurrentHashMap<>();
    private final Map<String, ProbeSetAssembly> inAssembly = new LinkedHashMap<>();

    Optional<ProbeSet> get(String fingerprint) {
        return Optional.ofNullable(whole.get(fingerprint));
    }

    /**
     * Takes a record.
     *
     * @param value a part; null deletes the set that the key belongs to
     * @throws WireFormatException where the part is malformed or the whole is not what its fingerprint says
     */
    void put(String key, byte @Nullable [] value) {
        List<String> parts = RecordKey.parts(key);
        String fingerprint = parts.get(0);
        if (value == null) {
            whole.remove(fingerprint);
            inAssembly.remove(fingerprint);
        } else if (!whole.containsKey(fingerprint)) {
            add(fingerprint, ByteBuffer.wrap(value));
        }
    }

    private void add(String fingerprint, ByteBuffer part) {
        ProbeSetAssembly assembly = inAssembly.computeIfAbsent(fingerprint, ProbeSetAssembly::new);
        Optional<ProbeSet> complete = assembly.add(part);
        if (complete.isPresent()) {
            inAssembly.remove(fingerprint);
            whole.put(fingerprint, complete.get());
        } else if (inAssembly.size() > MAX_IN_ASSEMBLY) {
            inAssembly.remove(inAssembly.keySet().iterator().next());
        }
    }
}
