package io.ovoscope.collector.score;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Layer 0 of a run, attempt and step, beside the other layers of that step: some figures of a layer compare it with layer 0. The
 * layers of a partition share one. Any thread may use it.
 */
final class LayerZero {
    private final float[] values;
    private final int width;
    private final Map<String, CompletableFuture<Object>> computed = new ConcurrentHashMap<>();

    /** @param values rows × width, row-major; not copied, and not to be changed */
    LayerZero(float[] values, int width) {
        this.values = values;
        this.width = width;
    }

    /** rows × width, row-major: the rows of the probe set. Not to be changed. */
    float[] values() {
        return values;
    }

    int width() {
        return width;
    }

    /**
     * What follows from layer 0 alone: computed by the first thread that asks under the key, for which the others wait.
     *
     * @param compute asks for nothing else here, or two threads may wait for each other
     * @throws RuntimeException as {@code compute} throws it; the next thread that asks tries again
     */
    <T> T memo(String key, Supplier<T> compute) {
        CompletableFuture<Object> own = new CompletableFuture<>();
        CompletableFuture<Object> shared = computed.computeIfAbsent(key, absent -> own);
        if (shared == own) {
            complete(key, own, compute);
        }
        try {
            @SuppressWarnings("unchecked") // a key stands for one type
            T value = (T) shared.join();
            return value;
        } catch (CompletionException e) {
            if (shared != own) {
                throw new IllegalStateException("'" + key + "' of layer 0 cannot be computed", e.getCause());
            }
            throw rethrown(e);
        }
    }

    private <T> void complete(String key, CompletableFuture<Object> own, Supplier<T> compute) {
        try {
            own.complete(compute.get());
        } catch (RuntimeException | Error e) {
            computed.remove(key, own);
            own.completeExceptionally(e);
        }
    }

    private static RuntimeException rethrown(CompletionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }
}
