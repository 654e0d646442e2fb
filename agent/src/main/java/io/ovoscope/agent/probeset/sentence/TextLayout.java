package io.ovoscope.agent.probeset.sentence;

/** How raw text is laid out. */
public enum TextLayout {
    /** Running text, paragraphs apart by blank lines; sentences and words are found by the Java library's text boundaries. */
    PROSE,
    /** A sentence per line, words apart by white space. */
    SENTENCE_PER_LINE
}
