package io.ovoscope.demo.corpus;

/**
 * Which sentences are held out to probe the model with.
 *
 * @param sentences how many at most
 * @param leastWords shorter ones say too little
 * @param mostWords longer ones do not fit a window of the model, whose first token is the sentence boundary
 * @param seed of the choice
 */
public record ProbeChoice(int sentences, int leastWords, int mostWords, long seed) {

    /** Checks that something can be chosen. */
    public ProbeChoice {
        if (sentences < 1) {
            throw new IllegalArgumentException("probe sentences " + sentences + ": expecting at least 1");
        }
        if (leastWords < 1 || mostWords < leastWords) {
            throw new IllegalArgumentException("probe sentences of " + leastWords + " to " + mostWords
                    + " words: expecting 1 <= leastWords <= mostWords");
        }
    }

    /** Whether a sentence has a fitting length. */
    boolean fits(Sentence sentence) {
        return sentence.length() >= leastWords && sentence.length() <= mostWords;
    }
}
