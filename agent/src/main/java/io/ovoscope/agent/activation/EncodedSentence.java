package io.ovoscope.agent.activation;

import java.util.Arrays;

/**
 * A sentence, or a window of one, as the network reads it.
 *
 * @param pieces ids, with those of start and end
 * @param firstPiece where each word that has its row from here begins among the pieces; one entry more than there are such words, the
 *     last being the end
 */
record EncodedSentence(int[] pieces, int[] firstPiece) {
    static EncodedSentence of(SentencePieces sentence) {
        int inWords = sentence.words().stream().mapToInt(ids -> ids.length).sum();
        int[] pieces = Arrays.copyOf(sentence.before(), sentence.before().length + inWords + sentence.after().length);
        int[] firstPiece = new int[sentence.words().size() + 1];
        int at = sentence.before().length;
        for (int w = 0; w < sentence.words().size(); w++) {
            firstPiece[w] = at;
            int[] word = sentence.words().get(w);
            System.arraycopy(word, 0, pieces, at, word.length);
            at += word.length;
        }
        firstPiece[sentence.words().size()] = at;
        System.arraycopy(sentence.after(), 0, pieces, at, sentence.after().length);
        return new EncodedSentence(pieces, firstPiece);
    }

    int words() {
        return firstPiece.length - 1;
    }

    int length() {
        return pieces.length;
    }

    /** Pieces from the first word's first to the last word's last. */
    int inWords() {
        return firstPiece[firstPiece.length - 1] - firstPiece[0];
    }
}
