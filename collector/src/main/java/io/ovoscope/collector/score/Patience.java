package io.ovoscope.collector.score;

import io.ovoscope.collector.catalog.RunCatalog;
import io.ovoscope.wire.ActivationPart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long activations wait for a manifest or probe set that is not there. An agent writes both before it sends activations, so
 * the time runs from the moment at which the catalogue has read all that had been written when the first of them came.
 */
final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);
    private static final int MAX_CLAIMS = 1_000;

    private final RunCatalog catalog;
    private final Clock clock;
    private final Duration atMost;
    private final Map<Claim, Wait> waits = new LinkedHashMap<>();

    Patience(RunCatalog catalog, Clock clock, Duration atMost) {
        this.catalog = catalog;
        this.clock = clock;
        this.atMost = atMost;
    }

    private record Claim(String run, int attempt, String probeSet) {}

    private static final class Wait {
        private final CompletionStage<Void> read;
        private @Nullable Instant since;
        private boolean over;

        Wait(CompletionStage<Void> read) {
            this.read = read;
        }
    }

    /** Whether the activations have waited long enough; what has once waited in vain does not wait again. */
    boolean isOver(ActivationPart.Header header) {
        Claim claim = new Claim(header.run(), header.attempt(), header.probeSet());
        Wait wait = waits.computeIfAbsent(claim, unknown -> new Wait(catalog.readThrough()));
        if (!wait.over && wait.read.toCompletableFuture().isDone()) {
            Instant now = clock.instant();
            wait.since = wait.since == null ? now : wait.since;
            wait.over = !now.isBefore(wait.since.plus(atMost));
            if (wait.over) {
                log.warn(
                        "putting aside activations of run '{}', attempt {}: its manifest or probe set {} did not come within {} s"
                                + " (unknownRunWaitSeconds)",
                        claim.run(),
                        claim.attempt(),
                        claim.probeSet(),
                        atMost.toSeconds());
            }
        }
        if (waits.size() > MAX_CLAIMS) {
            waits.remove(waits.keySet().iterator().next());
        }
        return wait.over;
    }
}
