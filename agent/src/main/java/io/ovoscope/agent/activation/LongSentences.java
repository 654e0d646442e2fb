package io.ovoscope.agent.activation;

/** What becomes of sentences that are longer than the network's positions. */
public enum LongSentences {
    /** Attaching is refused. */
    REFUSE,
    /** They are cut: the words behind are left out of the probe set ({@link CutCorpus}). */
    TRUNCATE,
    /** They are read several times, in windows that overlap ({@link Windows}). */
    WINDOWS
}
