package io.ovoscope.demo.corpus;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An endless supply of training windows. A window begins where a sentence begins and is filled with the sentences that
 * follow; what does not fit of its last sentence is left out, and the next window begins with the next sentence. So the
 * model learns sentences from their beginning at position 0, as the probe sentences will be shown to it. The sentences
 * are shuffled anew for every epoch, and a window may run from one epoch into the next, so that every window is full.
 */
public final class TrainingWindows {

    private final int[][] sentences;
    private final int windowTokens;
    private final RandomGenerator random;
    private int next;
    private int epochs;

    /**
     * Windows over these sentences.
     *
     * @param sentences encoded sentences, each beginning with {@link Vocabulary#BOUNDARY}
     * @param windowTokens how many tokens the model reads at once; a window has one more, the last to be predicted
     */
    public TrainingWindows(List<int[]> sentences, int windowTokens, RandomGenerator random) {
        if (sentences.isEmpty()) {
            throw new IllegalArgumentException("no sentences: expecting at least one to train on");
        }
        if (windowTokens < 2) {
            throw new IllegalArgumentException("windowTokens " + windowTokens + ": expecting at least 2");
        }
        this.sentences = sentences.toArray(int[][]::new);
        this.windowTokens = windowTokens;
        this.random = random;
        this.next = this.sentences.length;
    }

    /** The next {@code batch} windows, as batch × (windowTokens + 1) word numbers. */
    public int[][] next(int batch) {
        int[][] windows = new int[batch][];
        for (int i = 0; i < batch; i++) {
            windows[i] = nextWindow();
        }
        return windows;
    }

    /** How many times the text has been begun. */
    public int epochs() {
        return epochs;
    }

    private int[] nextWindow() {
        int[] window = new int[windowTokens + 1];
        int filled = 0;
        while (filled < window.length) {
            int[] sentence = nextSentence();
            int taken = Math.min(sentence.length, window.length - filled);
            System.arraycopy(sentence, 0, window, filled, taken);
            filled += taken;
        }
        return window;
    }

    private int[] nextSentence() {
        if (next == sentences.length) {
            shuffle();
            next = 0;
            epochs++;
        }
        return sentences[next++];
    }

    private void shuffle() {
        for (int i = sentences.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int[] swapped = sentences[i];
            sentences[i] = sentences[j];
            sentences[j] = swapped;
        }
    }
}
