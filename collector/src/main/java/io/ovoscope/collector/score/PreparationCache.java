package io.ovoscope.collector.score;

import io.ovoscope.collector.probe.ProbeWorkspace;
import io.ovoscope.wire.ProbeSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/** The probe sets last used, made ready; each is made ready once, however many threads ask for it. */
final class PreparationCache {
    private static final int MAX_PROBE_SETS = 8;

    private final BiFunction<ProbeSet, ProbeWorkspace, PreparedProbeSet> preparation;
    private final Map<String, CompletableFuture<PreparedProbeSet>> prepared = new LinkedHashMap<>(16, 0.75f, true);

    PreparationCache(BiFunction<ProbeSet, ProbeWorkspace, PreparedProbeSet> preparation) {
        this.preparation = preparation;
    }

    /**
     * The probe set made ready, by this thread or another one, for which it waits.
     *
     * @param workspace of this thread
     */
    PreparedProbeSet get(String fingerprint, ProbeSet set, ProbeWorkspace workspace) {
        CompletableFuture<PreparedProbeSet> own = new CompletableFuture<>();
        CompletableFuture<PreparedProbeSet> shared = claim(fingerprint, own);
        if (shared == own) {
            try {
                own.complete(preparation.apply(set, workspace));
            } catch (RuntimeException | Error e) {
                forget(fingerprint, own);
                own.completeExceptionally(e);
                throw e;
            }
        }
        try {
            return shared.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("probe set " + fingerprint + " cannot be made ready", e.getCause());
        }
    }

    private synchronized CompletableFuture<PreparedProbeSet> claim(
            String fingerprint, CompletableFuture<PreparedProbeSet> own) {
        CompletableFuture<PreparedProbeSet> present = prepared.get(fingerprint);
        if (present != null) {
            return present;
        }
        prepared.put(fingerprint, own);
        if (prepared.size() > MAX_PROBE_SETS) {
            prepared.remove(prepared.keySet().iterator().next());
        }
        return own;
    }

    private synchronized void forget(String fingerprint, CompletableFuture<PreparedProbeSet> own) {
        prepared.remove(fingerprint, own);
    }
}
