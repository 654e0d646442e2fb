package io.ovoscope.javaagent.watch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attaching within a time limit, on a thread of its own, while the training thread waits. */
final class Attaching {
    private static final Logger log = LoggerFactory.getLogger(Attaching.class);

    private Attaching() {}

    /** Empty where it failed or took too long, which is logged; a watcher that comes too late is abandoned. Never throws. */
    static Optional<Watcher> within(long millis, String run, Supplier<Watcher> preparation) {
        CompletableFuture<Watcher> prepared = CompletableFuture.supplyAsync(preparation, AgentThreads::start);
        try {
            Watcher watcher = prepared.get(millis, TimeUnit.MILLISECONDS);
            watcher.begin();
            return Optional.of(watcher);
        } catch (TimeoutException e) {
            log.warn("run {}: attaching takes longer than {} ms (attach.timeoutMillis): not watched", run, millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            log.warn("run {}: interrupted while attaching: not watched", run);
        } catch (ExecutionException e) {
            refused(run, e.getCause() == null ? e : e.getCause());
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            log.warn("run {}: attaching failed: not watched", run, e);
        }
        CompletableFuture<Void> unused = prepared.thenAccept(Watcher::abandon);
        return Optional.empty();
    }

    /** What does not fit together says so in words; the rest is for us to read. */
    private static void refused(String run, Throwable cause) {
        if (cause instanceof IllegalArgumentException) {
            log.warn("run {}: not watched: {}", run, cause.getMessage());
            log.debug("run {}", run, cause);
        } else {
            log.warn("run {}: attaching failed: not watched", run, cause);
        }
    }
}
