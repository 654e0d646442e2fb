package io.ovoscope.agent.encoding;

/**
 * How words become the network's input, for a training that has no code for it; {@code configs/agent.yaml} says what each key means.
 *
 * <p>{@code unknown}, {@code start}, {@code end} and {@code padding} are each a whole number, which is an id, or a piece of the
 * vocabulary, or empty.
 *
 * @param kind of the encoder
 * @param vocabulary a file of pieces, one on a line, the first with id 0; or a {@code .json} file that maps each to its id
 * @param merges GPT-2's {@code merges.txt}, for byte pairs
 * @param lowerCase whether text is lower-cased, by the rules of no language
 * @param stripAccents whether accents are taken off, for word pieces
 * @param spaces where words have a space before them, for byte pairs and characters
 * @param graphemes whether a character is what a reader takes for one (UAX #29), and not a code point
 * @param maxCharacters words of more code points than this are unknown as a whole, for word pieces
 * @param unknown for what the vocabulary lacks; empty for {@code [UNK]} with word pieces, else for none
 * @param start before every sentence; empty for none
 * @param end after every sentence; empty for none
 * @param padding behind the end of a shorter sentence; empty for id 0
 */
public record EncoderSettings(
        Kind kind,
        String vocabulary,
        String merges,
        boolean lowerCase,
        boolean stripAccents,
        Spaces spaces,
        boolean graphemes,
        int maxCharacters,
        String unknown,
        String start,
        String end,
        String padding) {
    /** What pieces are. */
    public enum Kind {
        /** Not said here: the program gives an encoder. */
        NONE,
        /** Whole words. */
        WORD,
        /** BERT's word pieces. */
        WORDPIECE,
        /** GPT-2's byte pairs. */
        BPE,
        /** Characters. */
        CHARACTERS
    }

    public EncoderSettings {
        if (maxCharacters < 1) {
            throw new IllegalArgumentException("maxCharacters " + maxCharacters + ": expecting maxCharacters >= 1");
        }
        if (kind != Kind.NONE && vocabulary.isEmpty()) {
            throw new IllegalArgumentException("kind " + kind + " without vocabulary: expecting the name of a file");
        }
        if ((kind == Kind.BPE) == merges.isEmpty()) {
            throw new IllegalArgumentException("kind " + kind + (merges.isEmpty() ? " without" : " with")
                    + " merges: expecting GPT-2's merges.txt with kind BPE, and with no other");
        }
        if (kind == Kind.WORD && unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "kind WORD without unknown: expecting the id or the word that stands for every other word");
        }
        if (stripAccents && kind != Kind.WORDPIECE) {
            throw new IllegalArgumentException("kind " + kind + " with stripAccents: expecting it with kind WORDPIECE");
        }
        if (graphemes && kind != Kind.CHARACTERS) {
            throw new IllegalArgumentException("kind " + kind + " with graphemes: expecting it with kind CHARACTERS");
        }
    }

    /** None. */
    public static EncoderSettings defaults() {
        return new EncoderSettings(Kind.NONE, "", "", false, false, Spaces.BETWEEN, false, 100, "", "", "", "");
    }
}
