package io.ovoscope.agent.replay;

/**
 * When DL4J's {@code CheckpointListener} saved a checkpoint, on which depends what the iteration that it writes down means: DL4J raises
 * its count after it has called the listeners of an iteration, and before it calls those of an epoch's end.
 */
public enum SavedAt {
    /** After an iteration ({@code saveEveryNIterations}, {@code saveEvery}): iteration + 1 updates had been applied. */
    ITERATION(1),
    /** At the end of an epoch ({@code saveEveryNEpochs}): as many updates as the iteration says had been applied. */
    EPOCH_END(0);

    private final int more;

    SavedAt(int more) {
        this.more = more;
    }

    long step(long iteration) {
        return iteration + more;
    }
}
