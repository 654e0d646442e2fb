package io.ovoscope.collector.topics;

import java.util.concurrent.CompletionStage;

/**
 * One stage of the collector. It runs from its construction until it is closed, on threads of its own; what it can mend by
 * trying again (a broker that is away) it mends itself.
 */
public interface Stage extends AutoCloseable {
    /** As it stands in health records: {@code score}, {@code watch}, {@code alert}, {@code publish} or {@code view}. */
    String name();

    /** Completes when the stage has been closed; completes exceptionally, with the reason, when it cannot go on. */
    CompletionStage<Void> ended();

    /** Ends the stage: waits for what is under way, or abandons it so that a later start does it again. */
    @Override
    void close();
}
